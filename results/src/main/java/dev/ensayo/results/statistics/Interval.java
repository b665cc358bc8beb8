package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A closed interval in the unit of the statistic that it surrounds.
 *
 * @param low not above {@code high}
 * @param high not below {@code low}
 */
public record Interval(double low, double high) {
  public Interval {
    checkArgument(low <= high, "an interval needs low <= high: [%s, %s]", low, high);
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public boolean overlaps(Interval other) {
    return low <= other.high && other.low <= high;
  }
}
