package dev.ensayo.experiments.run;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What of a study is to be run next: stage by stage, in the order of the plans, each run after
 * those it starts from. A run that another process is at is looked at again now and then, until it
 * has ended there or can be had.
 *
 * <p>Many threads take runs and give them back.
 */
final class RunSchedule {
  /** How soon a request to stop is noticed. */
  private static final Duration STOP_INTERVAL = Duration.ofMillis(200);

  private record RunName(String variant, long seed) {}

  private static final class Entry {
    private final RunPlan run;
    private final int place;
    private final List<Entry> followers = new ArrayList<>();
    private int missing;
    private boolean hasEnded;
    private String holder = "";
    private boolean holderLives;
    private long nextLook;
    private int endedBeforeLook;

    Entry(RunPlan run, int place) {
      this.run = run;
      this.place = place;
    }
  }

  private final Stages stages;
  private final Map<RunPlan, Entry> entries = new LinkedHashMap<>();
  private final Map<RunName, Entry> byName = new HashMap<>();
  private final PriorityQueue<Entry> ready =
      new PriorityQueue<>(Comparator.comparingInt((Entry entry) -> entry.place));
  private final PriorityQueue<Entry> elsewhere =
      new PriorityQueue<>((a, b) -> Long.signum(a.nextLook - b.nextLook));
  private final Map<RunStatus, Integer> counts = new EnumMap<>(RunStatus.class);
  private final Duration lookInterval;
  private final Cancellation cancellation;
  private final LongSupplier nanoTime;
  private int taken;
  private int ended;
  private boolean isLastStage;
  private boolean broken;

  /** All runs at once. */
  RunSchedule(
      List<RunPlan> runs, Duration lookInterval, Cancellation cancellation, LongSupplier nanoTime) {
    this(runs, List::of, lookInterval, cancellation, nanoTime);
  }

  private RunSchedule(
      List<RunPlan> first,
      Stages stages,
      Duration lookInterval,
      Cancellation cancellation,
      LongSupplier nanoTime) {
    this.stages = stages;
    this.lookInterval = lookInterval;
    this.cancellation = cancellation;
    this.nanoTime = nanoTime;
    add(first);
  }

  /**
   * @param lookInterval how often a run that another process is at is looked at
   */
  RunSchedule(
      Stages stages, Duration lookInterval, Cancellation cancellation, LongSupplier nanoTime)
      throws IOException {
    this(stages.next(), stages, lookInterval, cancellation, nanoTime);
  }

  private void add(List<RunPlan> stage) {
    List<Entry> added = new ArrayList<>();
    for (RunPlan run : stage) {
      Entry entry = new Entry(run, entries.size());
      entries.put(run, entry);
      added.add(entry);
      byName.put(new RunName(run.variant(), run.seed()), entry);
    }
    for (Entry entry : added) {
      for (String variant : entry.run.requiredVariants()) {
        Entry source = byName.get(new RunName(variant, entry.run.seed()));
        if (source != null && !source.hasEnded) { // one not asked for may lie there, finished
          source.followers.add(entry);
          entry.missing++;
        }
      }
      if (entry.missing == 0) {
        ready.add(entry);
      }
    }
  }

  /**
   * The next run to try; waits for one. Whoever takes it must give it back with {@link #ended} or
   * {@link #elsewhere}.
   *
   * @return empty when nothing is left for this process: all runs have ended or are with processes
   *     that were seen to live, or a stop was asked for
   * @throws IOException if what decides about the next stage cannot be read
   */
  synchronized Optional<RunPlan> take() throws InterruptedException, IOException {
    while (!broken && !cancellation.isRequested()) {
      Entry next = ready.poll();
      if (next == null && !elsewhere.isEmpty() && untilNextLook() <= 0) {
        next = elsewhere.poll();
      }
      if (next == null && hasAllEnded() && begunNextStage()) {
        continue;
      }
      if (next == null && isAllThatIsLeftElsewhere()) {
        next = pollStale();
        if (next == null) {
          break;
        }
      }
      if (next != null) {
        taken++;
        next.endedBeforeLook = ended;
        return Optional.of(next.run);
      }
      long millis = STOP_INTERVAL.toMillis();
      if (!elsewhere.isEmpty()) {
        millis = Math.min(millis, 1 + TimeUnit.NANOSECONDS.toMillis(untilNextLook()));
      }
      wait(Math.max(1, millis));
    }
    return Optional.empty();
  }

  private long untilNextLook() {
    return elsewhere.element().nextLook - nanoTime.getAsLong();
  }

  private boolean hasAllEnded() {
    return taken == 0 && ended == entries.size();
  }

  private boolean begunNextStage() throws IOException {
    if (isLastStage) {
      return false;
    }
    List<RunPlan> stage = stages.next();
    isLastStage = stage.isEmpty();
    add(stage);
    notifyAll();
    return !stage.isEmpty();
  }

  /** Where more stages may follow, one waits for the runs of others, to share what comes then. */
  private boolean isAllThatIsLeftElsewhere() {
    return taken == 0
        && (elsewhere.isEmpty() || !stages.mayFollow())
        && ended + elsewhere.size() == entries.size()
        && elsewhere.stream().allMatch(entry -> entry.holderLives);
  }

  /**
   * Takes one that was last looked at before the latest end of a run here; null if there is none.
   * Of two processes that leave a study, one has then looked after the other had ended its last
   * run, and found nothing left.
   */
  private Entry pollStale() {
    for (Entry entry : elsewhere) {
      if (entry.endedBeforeLook < ended) {
        elsewhere.remove(entry);
        return entry;
      }
    }
    return null;
  }

  /** The run has ended, here or in another process. */
  synchronized void ended(RunPlan run, RunStatus status) {
    taken--;
    ended++;
    entries.get(run).hasEnded = true;
    counts.merge(status, 1, Integer::sum);
    for (Entry follower : entries.get(run).followers) {
      if (--follower.missing == 0) {
        ready.add(follower);
      }
    }
    notifyAll();
  }

  /**
   * Another process is at the run.
   *
   * @param who a phrase
   * @return whether that is news
   */
  synchronized boolean elsewhere(RunPlan run, String who, boolean holderLives) {
    Entry entry = entries.get(run);
    boolean news = !entry.holder.equals(who);
    taken--;
    entry.holder = who;
    entry.holderLives = holderLives;
    entry.nextLook = nanoTime.getAsLong() + lookInterval.toNanos();
    elsewhere.add(entry);
    notifyAll();
    return news;
  }

  /** How many runs were given out, or are to be, as far as it is known. */
  synchronized int asked() {
    return entries.size();
  }

  /** The runs that start from this one. */
  synchronized List<RunPlan> followers(RunPlan run) {
    return entries.get(run).followers.stream().map(entry -> entry.run).toList();
  }

  /** Gives nothing more to anybody: something went wrong that was not to be expected. */
  synchronized void breakOff() {
    broken = true;
    notifyAll();
  }

  /**
   * How the study stands for this process, once {@link #take} gives nothing more.
   *
   * @param whoIsAtIt looks at a run that has not ended, as one that a stop kept from being looked
   *     at
   */
  synchronized StudyOutcome outcome(Function<RunPlan, Optional<String>> whoIsAtIt) {
    ImmutableMap.Builder<RunPlan, String> others = ImmutableMap.builder();
    Set<Entry> seen = new HashSet<>(elsewhere);
    for (Entry entry : entries.values()) {
      if (seen.contains(entry)) {
        others.put(entry.run, entry.holder);
      } else if (!entry.hasEnded) {
        whoIsAtIt.apply(entry.run).ifPresent(who -> others.put(entry.run, who));
      }
    }
    return new StudyOutcome(entries.size(), ImmutableMap.copyOf(counts), others.buildOrThrow());
  }
}
