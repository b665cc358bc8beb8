package dev.ensayo.results.statistics;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One-sided tests of the difference of two means against a margin, by Welch: is it more than the
 * margin, or less?
 *
 * <p>Where no side has any spread, the exact permutation test takes its place: of the {@code C(n +
 * m, n)} ways of dealing the scores out, only the one that was seen has its means so far apart in
 * this direction.
 *
 * @param difference of the means, first minus second, in the unit of the scores
 * @param interval 90 % interval of the difference: what lies outside on one side is rejected at 5 %
 * @param pAbove of the null hypothesis that the difference is the margin or less, in [0, 1]
 * @param pBelow of the null hypothesis that the difference is the margin or more, in [0, 1]
 */
public record MarginTest(double difference, Interval interval, double pAbove, double pBelow) {
  private static final double UPPER_TAIL = 0.95;

  /** Relative: below this, scores differ by rounding alone. */
  private static final double NOISE = 1e-12;

  /**
   * @param first scores of one group
   * @param second scores of the other
   * @param margin in the unit of the scores; may be negative
   * @return empty for fewer than two scores in a group
   */
  public static Optional<MarginTest> of(double[] first, double[] second, double margin) {
    if (first.length < 2 || second.length < 2) {
      return Optional.empty();
    }
    double difference = StatUtils.mean(first) - StatUtils.mean(second);
    return Optional.of(
        WelchTest.of(first, second)
            .map(welch -> welch(difference, margin, welch))
            .orElseGet(() -> exact(first, second, difference, margin)));
  }

  private static MarginTest welch(double difference, double margin, WelchTest welch) {
    TDistribution t = TDistribution.of(welch.degreesOfFreedom());
    double distance = (difference - margin) / welch.standardError();
    double half = t.inverseCumulativeProbability(UPPER_TAIL) * welch.standardError();
    return new MarginTest(
        difference,
        new Interval(difference - half, difference + half),
        t.survivalProbability(distance),
        t.cumulativeProbability(distance));
  }

  private static MarginTest exact(
      double[] first, double[] second, double difference, double margin) {
    double scale =
        Math.max(Math.abs(StatUtils.mean(first)), Math.abs(StatUtils.mean(second)))
            + Math.abs(margin);
    double both = ExactTest.smallestP(first.length, second.length);
    double p = first.length == second.length ? both / 2 : both; // one of the two directions
    boolean isAbove = difference - margin > NOISE * scale;
    boolean isBelow = margin - difference > NOISE * scale;
    return new MarginTest(
        difference, new Interval(difference, difference), isAbove ? p : 1, isBelow ? p : 1);
  }
}
