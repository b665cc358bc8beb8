package dev.ensayo.results.statistics;

import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Whether scores that were made again can be told from those before.
 *
 * <p>They are called indistinguishable if a test finds no difference of the means at 5 %, and if
 * that difference is no larger than the standard deviation of the scores before: what one seed
 * differs from another. That is modest: it says that nothing speaks against their being the same.
 * That they are the same within one standard deviation is shown where {@link #isEquivalent}: two
 * one-sided tests at 5 % (Schuirmann, "A comparison of the two one-sided tests procedure and the
 * power approach for assessing the equivalence of average bioavailability", 1987).
 *
 * @param difference the mean of the later scores less that of the earlier ones
 * @param spread standard deviation of the earlier scores
 * @param p two-sided, of the permutation test of the difference of means, over all ways to deal out
 *     up to 20 scores; of {@link WelchTest} for more
 * @param interval the 90 % interval of the difference (Welch, 1947); empty where neither group has
 *     any spread
 */
public record Replication(double difference, double spread, double p, Optional<Interval> interval) {
  private static final double LEVEL = 0.05;
  private static final int MOST_DEALT = 20;

  /** Relative: sums in another order differ by rounding. */
  private static final double NOISE = 1e-12;

  /**
   * Compares two groups of finite scores.
   *
   * @return empty if there are too few: fewer than two in a group, or so few that the test could
   *     not find any difference
   */
  public static Optional<Replication> of(double[] before, double[] after) {
    if (before.length < 2
        || after.length < 2
        || ExactTest.smallestP(before.length, after.length) > LEVEL) {
      return Optional.empty();
    }
    return Optional.of(
        new Replication(
            StatUtils.mean(after) - StatUtils.mean(before),
            Math.sqrt(StatUtils.variance(before)),
            p(before, after),
            interval(before, after)));
  }

  private static double p(double[] before, double[] after) {
    if (before.length + after.length <= MOST_DEALT) {
      return dealt(before, after);
    }
    return WelchTest.of(before, after)
        .map(WelchTest::p)
        .orElseGet(() -> ExactTest.ofConstant(before, after).p());
  }

  /** Share of the ways to deal the scores out whose distance is at least the one seen. */
  private static double dealt(double[] before, double[] after) {
    double[] all = new double[before.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double sum = StatUtils.sum(all);
    double scale = 0;
    for (double score : all) {
      scale = Math.max(scale, Math.abs(score));
    }
    double seen = distance(StatUtils.sum(before), sum, before.length, after.length);
    long ways = 0;
    long asFar = 0;
    Iterator<int[]> deals = CombinatoricsUtils.combinationsIterator(all.length, before.length);
    while (deals.hasNext()) {
      double first = 0;
      for (int i : deals.next()) {
        first += all[i];
      }
      ways++;
      if (distance(first, sum, before.length, after.length) >= seen - NOISE * scale) {
        asFar++;
      }
    }
    return (double) asFar / ways;
  }

  private static double distance(double first, double sum, int before, int after) {
    return Math.abs(first / before - (sum - first) / after);
  }

  private static Optional<Interval> interval(double[] before, double[] after) {
    double first = StatUtils.variance(before) / before.length;
    double second = StatUtils.variance(after) / after.length;
    double error = Math.sqrt(first + second);
    if (error == 0) {
      return Optional.empty();
    }
    double freedom =
        (first + second)
            * (first + second)
            / (first * first / (before.length - 1) + second * second / (after.length - 1));
    double reach = error * new TDistribution(freedom).inverseCumulativeProbability(1 - LEVEL);
    double difference = StatUtils.mean(after) - StatUtils.mean(before);
    return Optional.of(new Interval(difference - reach, difference + reach));
  }

  /** Whether nothing speaks against their being the same. */
  public boolean isIndistinguishable() {
    return p > LEVEL && Math.abs(difference) <= spread;
  }

  /** Whether it is shown that the means differ by less than the spread before. */
  public boolean isEquivalent() {
    return interval
        .map(within -> -spread < within.low() && within.high() < spread)
        .orElse(difference == 0);
  }
}
