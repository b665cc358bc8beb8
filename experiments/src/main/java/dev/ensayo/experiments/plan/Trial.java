package dev.ensayo.experiments.plan;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.SiblingRuns;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A run that was tried for a moment and left nothing behind.
 *
 * @param seconds that the whole run is expected to take; NaN where that cannot be said
 * @param bytes that its folder is expected to take; NaN likewise
 * @param reason why it cannot be said; else empty
 */
public record Trial(double seconds, double bytes, String reason) {
  private static final double NANOS_PER_SECOND = 1e9;

  private static final int MOST_MOMENTS = 10;

  /** Beside the numbers a line of a metric has its clock, three commas and an end. */
  private static final int SEPARATORS = 4;

  /** Whether the run could be tried. */
  public boolean isKnown() {
    return reason.isEmpty();
  }

  /**
   * Tries a run.
   *
   * @param moment how long, from the end of its first slice
   * @param folder that gets what the run has learned till then
   * @param siblings of the runs that it starts from
   */
  static Trial of(RunPlan run, Duration moment, Path folder, SiblingRuns siblings)
      throws IOException {
    CountedBytes written = new CountedBytes();
    try (Training training =
        run.start(
            run.openEnvironment(),
            written,
            written,
            siblings,
            TestProgress.NONE,
            Workers.IN_THREADS)) {
      long before = System.nanoTime();
      training.advance(); // loads and compiles, so it says nothing of those that follow
      long began = System.nanoTime();
      long from = training.position();
      long middle = began;
      long positionThen = from;
      while (!training.isFinished() && System.nanoTime() - began < allowed(training, moment)) {
        if (System.nanoTime() - began < moment.toNanos() / 2) {
          middle = System.nanoTime();
          positionThen = training.position();
        }
        training.advance();
      }
      double seconds =
          (System.nanoTime() - before + rest(training, middle, positionThen)) / NANOS_PER_SECOND;
      double share = training.isFinished() ? 1 : (double) training.position() / training.end();
      training.writeModel(folder);
      return share > 0
          ? new Trial(seconds, written.bytes / share + size(folder), "")
          : unknown("it got nowhere in " + Math.round(seconds) + " s");
    } catch (TrainingFailedException | InvalidSettingException | EnvironmentFaultException e) {
      return unknown(e.getMessage());
    }
  }

  /** An epoch may be longer than a moment; then it is waited for, within reason. */
  private static long allowed(Training training, Duration moment) {
    return moment.toNanos() * (training.position() == 0 ? MOST_MOMENTS : 1);
  }

  static Trial unknown(String reason) {
    return new Trial(Double.NaN, Double.NaN, reason);
  }

  /**
   * Nanoseconds that the rest will take, at the speed since some moment: at first methods are
   * compiled, and a replay buffer fills without anything being learned.
   */
  private static double rest(Training training, long since, long positionThen) {
    long moved = training.position() - positionThen;
    return training.isFinished() || moved == 0
        ? 0
        : (double) (System.nanoTime() - since) / moved * (training.end() - training.position());
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Counts what metrics would take on disk. */
  private static final class CountedBytes implements MetricSink {
    private long bytes;

    @Override
    public void record(Clock clock, long step, String metric, double value) {
      bytes +=
          SEPARATORS
              + clock.label().length()
              + Long.toString(step).length()
              + metric.length()
              + Double.toString(value).length();
    }
  }
}
