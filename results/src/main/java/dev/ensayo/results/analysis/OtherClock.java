package dev.ensayo.results.analysis;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.OtherClocks;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a run stood on another clock at each step of the one that its metrics are recorded over:
 * straight lines between the points at which both were noted, from 0 on, and beyond the last as
 * between the last two.
 */
final class OtherClock implements DoubleUnaryOperator {
  private static final String STEPS_PER_SECOND = "throughput/steps_per_second";
  private static final String TOKENS_PER_SECOND = "throughput/tokens_per_second";

  private final double[] steps;
  private final double[] values;

  /**
   * @param steps ascending, the first 0, {@code [K]} with K of at least 2
   * @param values not descending, {@code [K]}
   */
  OtherClock(double[] steps, double[] values) {
    this.steps = steps;
    this.values = values;
  }

  /**
   * The other clock of a run.
   *
   * @param clock what the metric is recorded over
   * @return empty where the run has not recorded it
   */
  static Optional<DoubleUnaryOperator> of(Abscissa x, RunRecord run, Clock clock) {
    return switch (x) {
      case STEPS -> Optional.of(DoubleUnaryOperator.identity());
      case UPDATES ->
          clock == Clock.UPDATE ? Optional.empty() : noted(run, OtherClocks.UPDATES, clock, false);
      case SIMULATED_TIME ->
          ascending(run.metrics().get(OtherClocks.SIMULATED_SECONDS), clock)
              .map(curve -> new OtherClock(doubles(curve.steps()), curve.values()));
      case WALL_TIME ->
          noted(run, OtherClocks.SECONDS, clock, true).or(() -> fromThroughput(run, clock));
    };
  }

  private static Optional<DoubleUnaryOperator> noted(
      RunRecord run, String metric, Clock clock, boolean areIncrements) {
    return timing(run, metric, clock)
        .map(curve -> of(curve.steps(), curve.values().clone(), areIncrements));
  }

  /** Of runs that noted no seconds: where throughput counts what the clock does, it says them. */
  private static Optional<DoubleUnaryOperator> fromThroughput(RunRecord run, Clock clock) {
    String metric =
        switch (clock) {
          case ENVIRONMENT_STEP -> STEPS_PER_SECOND;
          case TOKEN -> TOKENS_PER_SECOND;
          case UPDATE, EPOCH -> "";
        };
    return timing(run, metric, clock)
        .map(
            curve -> {
              double[] seconds = new double[curve.size()];
              Arrays.setAll(
                  seconds,
                  i ->
                      (curve.steps()[i] - (i == 0 ? 0 : curve.steps()[i - 1])) / curve.values()[i]);
              return of(curve.steps(), seconds, true);
            });
  }

  private static double[] doubles(long[] steps) {
    return Arrays.stream(steps).asDoubleStream().toArray();
  }

  private static Optional<Curve> timing(RunRecord run, String metric, Clock clock) {
    return ascending(run.timings().get(metric), clock);
  }

  private static Optional<Curve> ascending(Curve recorded, Clock clock) {
    return Optional.ofNullable(recorded)
        .filter(curve -> curve.clock() == clock && curve.lastStep() > 0)
        .filter(curve -> Arrays.stream(curve.values()).allMatch(v -> v >= 0 && v < 1e12));
  }

  private static OtherClock of(long[] at, double[] numbers, boolean areIncrements) {
    double[] steps = new double[at.length + 1];
    double[] values = new double[at.length + 1];
    for (int i = 0; i < at.length; i++) {
      steps[i + 1] = at[i];
      values[i + 1] = areIncrements ? values[i] + numbers[i] : numbers[i];
    }
    return new OtherClock(steps, values);
  }

  @Override
  public double applyAsDouble(double step) {
    int found = Arrays.binarySearch(steps, step);
    int after = Math.max(1, Math.min(steps.length - 1, found < 0 ? -found - 1 : found));
    double width = steps[after] - steps[after - 1];
    double share = width > 0 ? (step - steps[after - 1]) / width : 1;
    return values[after - 1] + share * (values[after] - values[after - 1]);
  }
}
