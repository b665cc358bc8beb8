package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;

/**
 * One metric of all variants over a clock.
 *
 * @param metric {@code group/name}
 * @param clock what it is recorded over
 * @param binned whether values are averaged within bins of the clock
 * @param series one for each variant that recorded it
 * @param range of the values of single runs
 * @param isLogarithmic whether the values are so uneven that only a logarithmic axis shows them
 * @param end last step of the clock
 */
public record MetricCurves(
    String metric,
    Clock clock,
    boolean binned,
    ImmutableList<Series> series,
    Interval range,
    boolean isLogarithmic,
    double end) {
  /** A line between two points shows no more than they do. */
  private static final int FEWEST_POINTS = 3;

  /** Whether some curve has points enough to be worth a chart. */
  public boolean isDrawn() {
    return series.stream()
        .anyMatch(
            each ->
                each.curve().points() >= FEWEST_POINTS
                    || each.stopped().stream()
                        .anyMatch(trace -> trace.steps().length >= FEWEST_POINTS));
  }

  /**
   * One variant.
   *
   * @param name as in the study
   * @param place in the study, from 0
   * @param curve its mean over finished seeds
   * @param stopped its runs that failed or are unfinished
   * @param kept of each finished run that went back to an earlier point, that point
   */
  public record Series(
      String name,
      int place,
      MeanCurve curve,
      ImmutableList<Trace> stopped,
      ImmutableList<Point> kept) {}

  /**
   * A point of one run.
   *
   * @param step on the clock
   * @param value of the metric
   */
  public record Point(long step, double value) {}

  /**
   * One run.
   *
   * @param steps {@code [T]}
   * @param values {@code [T]}
   */
  public record Trace(double[] steps, double[] values) {}
}
