package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.statistics.Interval;

/**
 * One metric of all variants, ready to be drawn.
 *
 * @param metric {@code group/name}
 * @param clock what it is recorded over
 * @param binned whether values are averaged within bins of the clock
 * @param series one for each variant that recorded it
 * @param range of the values of single runs
 * @param isLogarithmic whether the values are so uneven that only a logarithmic axis shows them
 * @param end last step of the clock
 */
record MetricCurves(
    String metric,
    Clock clock,
    boolean binned,
    ImmutableList<LearningCurveChart.Series> series,
    Interval range,
    boolean isLogarithmic,
    double end) {

  /** The part before the slash. */
  String group() {
    return group(metric);
  }

  /** The part of a metric's name before the slash; empty where there is none. */
  static String group(String metric) {
    int slash = metric.indexOf('/');
    return slash < 0 ? "" : metric.substring(0, slash);
  }
}
