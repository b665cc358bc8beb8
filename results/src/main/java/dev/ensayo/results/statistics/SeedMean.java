package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of a number over seeds with the 95 % interval of the mean, {@code x̄ ± t₀.₉₇₅(n − 1) · s
 * / √n} (Student, 1908), in the unit of the number.
 *
 * @param mean of the seeds that have the number
 * @param interval empty for a single seed, which says nothing of the spread
 * @param seeds how many have it, at least 1
 */
public record SeedMean(double mean, Optional<Interval> interval, int seeds) {
  private static final double UPPER_TAIL = 0.975;

  /**
   * The mean of some values.
   *
   * @param values at least one, finite
   */
  public static SeedMean of(double... values) {
    checkArgument(values.length > 0, "a mean needs a value");
    double mean = StatUtils.mean(values);
    if (values.length < 2) {
      return new SeedMean(mean, Optional.empty(), 1);
    }
    double half =
        new TDistribution(null, values.length - 1).inverseCumulativeProbability(UPPER_TAIL)
            * Math.sqrt(StatUtils.variance(values) / values.length);
    return new SeedMean(mean, Optional.of(new Interval(mean - half, mean + half)), values.length);
  }
}
