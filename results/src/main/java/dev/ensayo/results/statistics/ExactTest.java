package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The exact two-sided permutation test of two groups of scores in which nothing varies: all of one
 * score {@code a}, all of the other {@code b}. The statistic is the distance of the means.
 *
 * <p>If it did not matter which group a run belongs to, every one of the {@code C(n + m, n)} ways
 * of dealing the scores out to the groups would be as likely (Fisher, "The Design of Experiments",
 * 1935, section 21; Pitman, 1937). Where {@code a ≠ b}, only the one that was seen has so large a
 * distance, and, for groups of one size, its mirror image. No test that assumes no more can give a
 * smaller {@code p}, whatever the scores.
 *
 * @param p share of the ways whose distance is at least the one seen, in [0, 1]
 */
public record ExactTest(double p) {
  /** Relative: below this, scores differ by rounding alone. */
  private static final double NOISE = 1e-12;

  /**
   * Tests groups that have no spread, or none but rounding.
   *
   * @param first scores of one group, at least one
   * @param second scores of the other, at least one
   */
  public static ExactTest ofConstant(double[] first, double[] second) {
    double a = StatUtils.mean(first);
    double b = StatUtils.mean(second);
    boolean areEqual = Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b));
    return new ExactTest(areEqual ? 1 : smallestP(first.length, second.length));
  }

  /**
   * The smallest {@code p} that is possible with so many scores.
   *
   * @param first number of scores in one group, at least 1
   * @param second number of scores in the other, at least 1
   */
  public static double smallestP(int first, int second) {
    checkArgument(
        first >= 1 && second >= 1, "both groups need scores: %s against %s", first, second);
    double mirrored = first == second ? 2 : 1;
    return mirrored / CombinatoricsUtils.binomialCoefficientDouble(first + second, first);
  }
}
