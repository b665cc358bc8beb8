package dev.ensayo.experiments.cli;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.RunObserver;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a study gets on: on a terminal a bar for each running run and an overall one with the
 * time left, redrawn in place; elsewhere a plain line now and then and one for each run that ends.
 */
final class StudyProgress implements RunObserver, AutoCloseable {
  /** Set by the launcher where standard error is a terminal that can be redrawn. */
  private static final String TERMINAL = "ensayo.terminal";

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(250);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final int BAR = 30;

  private final PrintWriter err;
  private final boolean terminal;
  private final InstantSource clock;
  private final Instant started;
  private final int runs;
  private final Map<RunPlan, long[]> running = new LinkedHashMap<>();
  private final ScheduledExecutorService timer;
  private int nameWidth;
  private double doneBefore;
  private double done;
  private int ended;
  private int drawnLines;

  private StudyProgress(
      PrintWriter err, boolean terminal, List<RunPlan> runs, InstantSource clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
    this.started = clock.instant();
    this.runs = runs.size();
    this.nameWidth = runs.stream().mapToInt(run -> name(run).length()).max().orElse(0);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts showing progress; close it before printing anything else. */
  static StudyProgress on(PrintWriter err, List<RunPlan> runs, InstantSource clock) {
    boolean terminal = Boolean.getBoolean(TERMINAL);
    StudyProgress progress = new StudyProgress(err, terminal, runs, clock);
    long interval = (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL).toMillis();
    Future<?> unused =
        progress.timer.scheduleAtFixedRate(
            progress::draw, interval, interval, TimeUnit.MILLISECONDS);
    return progress;
  }

  private static String name(RunPlan run) {
    return run.variant() + " seed " + run.seed();
  }

  @Override
  public synchronized void started(RunPlan run, long position, long end) {
    running.put(run, new long[] {position, end});
    doneBefore += share(position, end);
    done += share(position, end);
  }

  private static double share(long position, long end) {
    return end == 0 ? 1 : (double) position / end;
  }

  @Override
  public synchronized void moved(RunPlan run, long position) {
    long[] bounds = running.get(run);
    done += share(position, bounds[1]) - share(bounds[0], bounds[1]);
    bounds[0] = position;
  }

  @Override
  public synchronized void kept(RunPlan run) {
    ended++;
    done++;
    doneBefore++;
    line(name(run) + ": kept, it was complete");
  }

  @Override
  public synchronized void elsewhere(RunPlan run, String who) {
    long[] bounds = running.remove(run);
    done -= bounds == null ? 0 : share(bounds[0], bounds[1]);
    line(name(run) + ": " + who);
  }

  @Override
  public synchronized void noted(RunPlan run, String what) {
    line(name(run) + ": " + what);
  }

  @Override
  public synchronized void ended(RunPlan run, RunStatus status, String message) {
    long[] bounds = running.remove(run);
    done += 1 - (bounds == null ? 0 : share(bounds[0], bounds[1]));
    ended++;
    line(name(run) + ": " + status.label() + (message.isEmpty() ? "" : ": " + message));
  }

  /** Prints a line that stays, above the bars. */
  private void line(String text) {
    erase();
    err.println(String.format(Locale.ROOT, "[%" + digits() + "d/%d] %s", ended, runs, text));
    if (terminal) {
      draw();
    }
    err.flush();
  }

  private int digits() {
    return Integer.toString(runs).length();
  }

  private void erase() {
    if (drawnLines > 0) {
      err.print("\u001b[" + drawnLines + "A\u001b[J");
      drawnLines = 0;
    }
  }

  private synchronized void draw() {
    if (ended == runs) {
      return;
    }
    if (!terminal) {
      err.println(overall());
      err.flush();
      return;
    }
    erase();
    running.forEach(
        (run, bounds) -> {
          double share = share(bounds[0], bounds[1]);
          err.println(
              String.format(
                  Locale.ROOT,
                  "%-" + Math.max(nameWidth, "all runs".length()) + "s %s %3.0f %%",
                  name(run),
                  bar(share),
                  100 * share));
        });
    err.println(
        String.format(
            Locale.ROOT,
            "%-" + Math.max(nameWidth, "all runs".length()) + "s %s %s",
            "all runs",
            bar(done / runs),
            overall()));
    drawnLines = running.size() + 1;
    err.flush();
  }

  private static String bar(double share) {
    int full = (int) Math.round(BAR * Math.min(1, share));
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  /** "45 %, 9 of 20 runs ended, 30 s passed, about 40 s left". */
  private String overall() {
    double seconds = Duration.between(started, clock.instant()).toMillis() / 1e3;
    double fresh = done - doneBefore;
    String left =
        fresh > 0 ? ", about " + Durations.words(seconds * (runs - done) / fresh) + " left" : "";
    return String.format(
        Locale.ROOT,
        "%3.0f %%, %d of %d runs ended, %s passed%s",
        100 * done / runs,
        ended,
        runs,
        Durations.words(seconds),
        left);
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    erase();
    err.flush();
  }
}
