package dev.ensayo.results.chart;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What of both axes a chart shows: charts that stand beside each other and share it can be compared
 * by eye.
 *
 * @param left smallest value across
 * @param right largest value across
 * @param lowest smallest value up
 * @param highest largest value up
 */
public record Extent(double left, double right, double lowest, double highest) {
  /**
   * The extent of some points.
   *
   * @param x those that are not finite are left out
   * @param y the same
   * @return empty where there is nothing finite
   */
  public static Optional<Extent> of(DoubleStream x, DoubleStream y) {
    DoubleSummaryStatistics across = finite(x);
    DoubleSummaryStatistics up = finite(y);
    return across.getCount() == 0 || up.getCount() == 0
        ? Optional.empty()
        : Optional.of(new Extent(across.getMin(), across.getMax(), up.getMin(), up.getMax()));
  }

  private static DoubleSummaryStatistics finite(DoubleStream values) {
    return values.filter(Double::isFinite).summaryStatistics();
  }

  /** The smallest extent that holds all; empty if there are none. */
  public static Optional<Extent> around(Iterable<Extent> all) {
    Optional<Extent> around = Optional.empty();
    for (Extent each : all) {
      around = Optional.of(around.map(each::with).orElse(each));
    }
    return around;
  }

  private Extent with(Extent other) {
    return new Extent(
        Math.min(left, other.left),
        Math.max(right, other.right),
        Math.min(lowest, other.lowest),
        Math.max(highest, other.highest));
  }
}
