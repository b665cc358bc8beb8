package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.MoreExecutors;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.RunObserver;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a study gets on: on a terminal a bar for each running run and an overall one with the
 * time left, redrawn in place; elsewhere a plain line now and then and one for each run that ends.
 *
 * <p>A thread of its own writes, so that a terminal that is slow, or stopped, stops no run.
 */
public final class StudyProgress implements RunObserver, AutoCloseable {
  /** Set by the launcher where standard error is a terminal on which lines can be redrawn. */
  private static final String TERMINAL = "ensayo.terminal";

  private static final Map<String, Glyphs> DRAWABLE =
      ImmutableMap.of("unicode", Glyphs.UNICODE, "ascii", Glyphs.ASCII);

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(250);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Display display;
  private final Display afterwards;
  private final InstantSource clock;
  private final Instant started;
  private int runs;
  private final Tally tally;
  private final ScheduledExecutorService writer;
  private final Optional<StandardErrorLines> libraries;

  private StudyProgress(
      Display display, PrintWriter err, boolean onTerminal, int runs, InstantSource clock) {
    this.display = display;
    this.afterwards = new LineDisplay(err);
    this.clock = clock;
    this.started = clock.instant();
    this.runs = runs;
    this.tally = new Tally(runs);
    this.writer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    this.libraries = onTerminal ? Optional.of(new StandardErrorLines(this::say)) : Optional.empty();
  }

  /** Starts showing progress. */
  public static StudyProgress on(PrintWriter err, List<RunPlan> runs, InstantSource clock) {
    Optional<Glyphs> glyphs = drawable();
    boolean onTerminal = glyphs.isPresent();
    Display display =
        onTerminal ? terminal(new Screen(err), glyphs.get(), runs) : new LineDisplay(err);
    StudyProgress progress = new StudyProgress(display, err, onTerminal, runs.size(), clock);
    progress.showEvery(onTerminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL);
    return progress;
  }

  /** What can be drawn on standard error; empty where it is no terminal. */
  static Optional<Glyphs> drawable() {
    return Optional.ofNullable(DRAWABLE.get(System.getProperty(TERMINAL, "")));
  }

  private static Display terminal(Screen screen, Glyphs glyphs, List<RunPlan> runs) {
    List<String> names = runs.stream().map(run -> RunName.of(run).words()).toList();
    return new TerminalDisplay(screen, new ProgressLayout(glyphs, names), new TerminalSizes());
  }

  private void showEvery(Duration interval) {
    Future<?> unused =
        writer.scheduleWithFixedDelay(
            () -> display.show(standing()),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private synchronized Standing standing() {
    return tally.after(Duration.between(started, clock.instant()).toMillis() / 1e3);
  }

  @Override
  public synchronized void asked(int known) {
    runs = known;
    tally.asked(known);
  }

  @Override
  public synchronized void started(RunPlan run, long position, long end) {
    tally.started(RunName.of(run), position, end);
  }

  @Override
  public synchronized void moved(RunPlan run, long position) {
    tally.moved(RunName.of(run), position);
  }

  @Override
  public synchronized void testing(RunPlan run, double share) {
    tally.testing(RunName.of(run), share);
  }

  @Override
  public synchronized void kept(RunPlan run) {
    tally.kept();
    sayOf(run, "kept, it was complete");
  }

  @Override
  public synchronized void elsewhere(RunPlan run, String who) {
    tally.left(RunName.of(run));
    sayOf(run, who);
  }

  @Override
  public synchronized void noted(RunPlan run, String what) {
    sayOf(run, what);
  }

  @Override
  public synchronized void ended(RunPlan run, RunStatus status, String message) {
    tally.ended(RunName.of(run));
    sayOf(run, status.label() + (message.isEmpty() ? "" : ": " + message));
  }

  /** "[ 9/20] baseline seed 3: complete". */
  private void sayOf(RunPlan run, String what) {
    int digits = Integer.toString(runs).length();
    String count = String.format(Locale.ROOT, "[%" + digits + "d/%d] ", tally.ended(), runs);
    say(count + RunName.of(run).words() + ": " + what);
  }

  /** Says a line that stays, above the bars. */
  public void say(String line) {
    try {
      writer.execute(() -> display.say(line, standing()));
    } catch (RejectedExecutionException e) {
      afterwards.say(line, standing());
    }
  }

  /** Says what is still to be said and takes the bars away. */
  @Override
  public void close() {
    libraries.ifPresent(StandardErrorLines::close);
    boolean unused = MoreExecutors.shutdownAndAwaitTermination(writer, PATIENCE);
    display.clear();
  }
}
