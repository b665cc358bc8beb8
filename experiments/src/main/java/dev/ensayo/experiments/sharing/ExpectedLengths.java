package dev.ensayo.experiments.sharing;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.RunPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How long each run of a study will take, relative to the others. A budget says it for runs on the
 * same clock: twice the steps take twice the time. Between clocks, and between variants, only what
 * was measured tells; where nothing was, a mean run of each clock counts the same.
 */
final class ExpectedLengths {
  private final MeasuredSpeeds speeds;
  private final Map<Clock, Double> secondsPerUnit = new EnumMap<>(Clock.class);
  private final Map<Clock, Double> meanAmount;

  /** Seconds of a mean run where something was measured; else 1. */
  private final double meanSeconds;

  /**
   * @param runs all of the study
   */
  ExpectedLengths(List<RunPlan> runs, MeasuredSpeeds speeds) {
    this.speeds = speeds;
    this.meanAmount = means(runs, run -> OptionalDouble.of((double) run.budget().amount()));
    this.secondsPerUnit.putAll(means(runs, speeds::secondsPerUnit));
    this.meanSeconds =
        runs.stream()
            .filter(run -> secondsPerUnit.containsKey(run.budget().clock()))
            .mapToDouble(this::seconds)
            .average()
            .orElse(1);
  }

  private static Map<Clock, Double> means(
      List<RunPlan> runs, Function<RunPlan, OptionalDouble> value) {
    Map<Clock, Double> means = new EnumMap<>(Clock.class);
    for (Clock clock : Clock.values()) {
      runs.stream()
          .filter(run -> run.budget().clock() == clock)
          .map(value)
          .flatMapToDouble(OptionalDouble::stream)
          .average()
          .ifPresent(mean -> means.put(clock, mean));
    }
    return means;
  }

  private double seconds(RunPlan run) {
    return run.budget().amount()
        * speeds.secondsPerUnit(run).orElseGet(() -> secondsPerUnit.get(run.budget().clock()));
  }

  /** Seconds where anything was measured, else multiples of a mean run; at least 0. */
  double of(RunPlan run) {
    Clock clock = run.budget().clock();
    if (secondsPerUnit.containsKey(clock)) {
      return seconds(run);
    }
    double mean = meanAmount.get(clock);
    return mean == 0 ? 0 : meanSeconds * run.budget().amount() / mean;
  }
}
