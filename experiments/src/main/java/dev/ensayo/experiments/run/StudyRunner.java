package dev.ensayo.experiments.run;

import com.google.common.base.Throwables;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the runs of a study made side by side, with a thread for each slot. Other processes may be at
 * the same study, on this machine or on others: each takes the next run that nobody has.
 */
public final class StudyRunner {
  private final RunSlots slots;
  private final Cancellation cancellation;
  private final RunObserver observer;
  private final Duration lookInterval;
  private final boolean triesFailed;

  /**
   * One that tries runs again that had failed before.
   *
   * @param slots where runs are made
   * @param lookInterval how often a run that another process is at is looked at
   */
  public StudyRunner(
      RunSlots slots, Cancellation cancellation, RunObserver observer, Duration lookInterval) {
    this(slots, cancellation, observer, lookInterval, true);
  }

  /**
   * @param slots where runs are made
   * @param lookInterval how often a run that another process is at is looked at
   * @param triesFailed whether runs that had failed before are tried again; of the processes that
   *     come to a study one after the other, each would
   */
  public StudyRunner(
      RunSlots slots,
      Cancellation cancellation,
      RunObserver observer,
      Duration lookInterval,
      boolean triesFailed) {
    this.slots = slots;
    this.cancellation = cancellation;
    this.observer = observer;
    this.lookInterval = lookInterval;
    this.triesFailed = triesFailed;
  }

  /**
   * Makes all runs, each after those it starts from; a failed one stops none but what starts from
   * it. Returns when every run has ended or is with another process that was seen to live.
   */
  public StudyOutcome run(List<RunPlan> runs, StudyDirectory directory)
      throws InterruptedException, IOException {
    return run(Stages.of(runs), runs, directory);
  }

  /**
   * The same stage by stage.
   *
   * @param stages gives the runs out
   * @param runs that there may be in all stages together
   * @throws IOException if what decides about the next stage cannot be read or written
   */
  public StudyOutcome run(Stages stages, List<RunPlan> runs, StudyDirectory directory)
      throws InterruptedException, IOException {
    RunSchedule schedule = new RunSchedule(stages, lookInterval, cancellation, System::nanoTime);
    observer.asked(schedule.asked());
    Map<RunPlan, Integer> sessions = sessions(runs, directory);
    AtomicInteger number = new AtomicInteger();
    int threads = Math.max(1, Math.min(slots.count(), runs.size()));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "run-" + number.incrementAndGet()));
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  work(schedule, stages, directory, sessions);
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
      throw new IllegalStateException("a run ended outside its slot", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return schedule.outcome(run -> whoIsAtIt(directory.run(run.variant(), run.seed())));
  }

  private static Optional<String> whoIsAtIt(RunDirectory run) {
    try {
      return run.isComplete()
          ? Optional.empty()
          : LeaseKeeper.holderOf(run.path()).map(holder -> "being run by " + holder.words());
    } catch (IOException e) {
      return Optional.empty(); // it will be found when somebody tries to make it
    }
  }

  private void work(
      RunSchedule schedule,
      Stages stages,
      StudyDirectory directory,
      Map<RunPlan, Integer> sessionsBefore)
      throws InterruptedException, IOException {
    Optional<RunPlan> next = take(schedule);
    while (next.isPresent()) {
      RunPlan run = next.get();
      Optional<String> failure = stages.settled(run);
      RunOutcome outcome =
          failure.isPresent()
              ? failed(run, failure.get())
              : execute(run, schedule, directory, sessionsBefore.get(run));
      if (outcome.status() != RunStatus.RUNNING) {
        schedule.ended(run, outcome.status());
      } else if (schedule.elsewhere(run, outcome.message(), outcome.holderLives())) {
        observer.elsewhere(run, outcome.message());
      }
      next = take(schedule);
    }
  }

  private Optional<RunPlan> take(RunSchedule schedule) throws InterruptedException, IOException {
    boolean hasLooked = false;
    try {
      Optional<RunPlan> next = schedule.take();
      hasLooked = true;
      observer.asked(schedule.asked());
      return next;
    } finally {
      if (!hasLooked) {
        schedule.breakOff();
      }
    }
  }

  private RunOutcome failed(RunPlan run, String reason) {
    observer.ended(run, RunStatus.FAILED, reason);
    return RunOutcome.of(RunStatus.FAILED, reason);
  }

  private RunOutcome execute(
      RunPlan run, RunSchedule schedule, StudyDirectory directory, int sessionsBefore)
      throws InterruptedException {
    boolean ended = false;
    try {
      RunDirectory folder = directory.run(run.variant(), run.seed());
      boolean modelNeeded =
          schedule.followers(run).stream().anyMatch(follower -> !isComplete(follower, directory));
      RunOutcome outcome =
          slots.launch(new Assignment(run, folder, folder, sessionsBefore, modelNeeded));
      ended = true;
      return outcome;
    } finally {
      if (!ended) {
        schedule.breakOff();
      }
    }
  }

  private static boolean isComplete(RunPlan run, StudyDirectory directory) {
    try {
      return FoundRun.in(directory.run(run.variant(), run.seed())).isComplete();
    } catch (IOException e) {
      return false;
    }
  }

  /** How many sessions each unfinished run has had so far, of those after which it may be tried. */
  private Map<RunPlan, Integer> sessions(List<RunPlan> runs, StudyDirectory directory) {
    Map<RunPlan, Integer> sessions = new HashMap<>();
    for (RunPlan run : runs) {
      RunDirectory folder = directory.run(run.variant(), run.seed());
      sessions.put(run, !triesFailed || folder.isComplete() ? 0 : sessions(folder));
    }
    return sessions;
  }

  private static int sessions(RunDirectory run) {
    try {
      return run.manifest().map(Manifest::sessions).orElse(0);
    } catch (IOException e) {
      return 0; // it cannot be read, so the run will be made anew
    }
  }
}
