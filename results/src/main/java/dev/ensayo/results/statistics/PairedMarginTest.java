package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One-sided tests of a paired difference against a margin: is the first more than the margin below
 * the second, or surely not?
 *
 * <p>Of proportions by the score test of Tango, "Equivalence Test and Confidence Interval for the
 * Difference in Proportions for the Paired-Sample Design", 1998: the standard error is that of the
 * likeliest proportions whose difference is the one tested, so that the interval has a width also
 * where no pair differs. Of numbers by Student's t of the differences.
 *
 * @param difference first minus second, mean of all pairs
 * @param interval of the difference, from the lower one-sided bound to the upper one
 * @param pAbove of the null hypothesis that the difference is −margin or less, in [0, 1]
 * @param pBelow of the null hypothesis that the difference is −margin or more, in [0, 1]
 */
public record PairedMarginTest(double difference, Interval interval, double pAbove, double pBelow) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int HALVINGS = 60;

  /** Relative: below this, differences vary by rounding alone. */
  private static final double NOISE = 1e-12;

  /**
   * Of proportions.
   *
   * @param onlyFirst pairs in which the first alone is right
   * @param onlySecond pairs in which the second alone is right
   * @param pairs all of them, at least 1
   * @param margin at least 0, at most 1
   * @param confidence of each of the two one-sided bounds, in (0.5, 1)
   */
  public static PairedMarginTest ofProportions(
      int onlyFirst, int onlySecond, int pairs, double margin, double confidence) {
    checkArgument(
        pairs >= 1 && onlyFirst >= 0 && onlySecond >= 0 && onlyFirst + onlySecond <= pairs,
        "%s and %s of %s pairs",
        onlyFirst,
        onlySecond,
        pairs);
    double difference = (double) (onlyFirst - onlySecond) / pairs;
    double z = NORMAL.inverseCumulativeProbability(confidence);
    double low = bound(onlyFirst, onlySecond, pairs, difference, -1, z);
    double high = bound(onlyFirst, onlySecond, pairs, difference, 1, -z);
    double score = score(onlyFirst, onlySecond, pairs, -margin);
    return new PairedMarginTest(
        difference,
        new Interval(low, high),
        NORMAL.survivalProbability(score),
        NORMAL.cumulativeProbability(score));
  }

  /** The difference between what was seen and an end at which the score is z. */
  private static double bound(int b, int c, int n, double seen, double end, double z) {
    double inside = seen;
    double outside = end;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (Math.abs(score(b, c, n, middle)) < Math.abs(z)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /**
   * Tango's statistic, standard normal where the difference is the one tested.
   *
   * @param b pairs in which the first alone is right
   * @param c pairs in which the second alone is right
   * @param n all pairs
   * @param tested the difference of proportions, in [−1, 1]
   */
  static double score(int b, int c, int n, double tested) {
    double distance = b - c - n * tested;
    double variance = n * (2 * likeliest(b, c, n, tested) + tested * (1 - tested));
    if (variance <= NOISE) {
      return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
    }
    return distance / Math.sqrt(variance);
  }

  /** The likeliest share of pairs in which the second alone is right, given the difference. */
  static double likeliest(int b, int c, int n, double tested) {
    double square = 2.0 * n;
    double linear = -b - c + (2.0 * n - b + c) * tested;
    double constant = -c * tested * (1 - tested);
    double root = Math.sqrt(Math.max(0, linear * linear - 4 * square * constant));
    return Math.max(Math.max(0, -tested), (root - linear) / (2 * square));
  }

  /**
   * Of numbers.
   *
   * @param differences first minus second, of at least two pairs
   * @param margin in their unit, at least 0
   * @param confidence of each of the two one-sided bounds, in (0.5, 1)
   */
  public static PairedMarginTest ofNumbers(double[] differences, double margin, double confidence) {
    checkArgument(differences.length >= 2, "two pairs at least, not %s", differences.length);
    double mean = StatUtils.mean(differences);
    double error = Math.sqrt(StatUtils.variance(differences) / differences.length);
    double largest = Math.max(StatUtils.max(differences), -StatUtils.min(differences));
    if (error <= NOISE * largest) {
      // No spread: the signs are all that can be tested.
      double p = Math.pow(2, -differences.length);
      return new PairedMarginTest(
          mean, new Interval(mean, mean), mean > -margin ? p : 1, mean < -margin ? p : 1);
    }
    TDistribution t = TDistribution.of(differences.length - 1.0);
    double half = t.inverseCumulativeProbability(confidence) * error;
    double score = (mean + margin) / error;
    return new PairedMarginTest(
        mean,
        new Interval(mean - half, mean + half),
        t.survivalProbability(score),
        t.cumulativeProbability(score));
  }
}
