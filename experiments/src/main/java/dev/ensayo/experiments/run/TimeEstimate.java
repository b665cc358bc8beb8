package dev.ensayo.experiments.run;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** How long a study will take if all its runs are like one that was tried for a moment. */
public final class TimeEstimate {
  private TimeEstimate() {}

  /**
   * Tries the first run that starts from no other, and leaves nothing of it.
   *
   * @param sideBySide how many runs are made at a time
   * @return seconds for all runs; empty if the run failed, or got nowhere in that time
   */
  public static OptionalDouble seconds(List<RunPlan> runs, int sideBySide, Duration trial) {
    return runs.stream()
        .filter(run -> run.requiredVariants().isEmpty())
        .findFirst()
        .map(run -> secondsOf(run, trial))
        .orElse(OptionalDouble.empty())
        .stream()
        .map(each -> each * runs.size() / sideBySide)
        .findFirst();
  }

  private static OptionalDouble secondsOf(RunPlan run, Duration trial) {
    long began = System.nanoTime();
    try (Training training = run.start(MetricSink.NONE, MetricSink.NONE)) {
      while (!training.isFinished() && System.nanoTime() - began < trial.toNanos()) {
        training.advance();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      double share = training.isFinished() ? 1 : (double) training.position() / training.end();
      return share > 0 ? OptionalDouble.of(seconds / share) : OptionalDouble.empty();
    } catch (TrainingFailedException | InvalidSettingException | EnvironmentFaultException e) {
      return OptionalDouble.empty();
    }
  }
}
