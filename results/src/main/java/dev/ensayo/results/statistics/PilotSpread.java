package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How much scores spread, from a few runs made before: what a {@linkplain WelchPower power
 * analysis} starts from. A pilot of few seeds underestimates the spread more often than not, and a
 * study planned with it has too few seeds; its upper limit is the safe choice (Browne, "On the use
 * of a pilot sample for sample size determination", 1995; Colas et al., 2018, section 5).
 *
 * @param deviation the standard deviation of the scores, in their unit, not negative
 * @param upper what the standard deviation of all seeds lies below with 80 %, where scores are
 *     normally distributed
 */
public record PilotSpread(double deviation, double upper) {
  private static final double BELOW = 0.8;

  /**
   * @param scores at least two; finite
   */
  public static PilotSpread of(double[] scores) {
    checkArgument(scores.length >= 2, "a spread needs at least two scores: %s", scores.length);
    int freedom = scores.length - 1;
    double deviation = Math.sqrt(StatUtils.variance(scores));
    double quantile = ChiSquaredDistribution.of(freedom).inverseCumulativeProbability(1 - BELOW);
    return new PilotSpread(deviation, deviation * Math.sqrt(freedom / quantile));
  }
}
