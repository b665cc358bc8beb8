package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The two-sided permutation test of the distance of two means: if it did not matter which group a
 * run belongs to, each way of dealing the scores out to the groups would be as likely. It assumes
 * nothing else.
 *
 * <p>Fisher, "The Design of Experiments", 1935, section 21; Pitman, "Significance Tests Which May
 * be Applied to Samples from any Populations", 1937. Of more than {@value #MOST_DEALS} ways so many
 * random ones are tried, and the one that was seen counts with them (Phipson and Smyth,
 * "Permutation P-values Should Never Be Zero", 2010).
 *
 * @param p share of the ways whose distance is at least the one seen, in (0, 1]
 * @param isExact whether all ways were tried
 */
public record PermutationTest(double p, boolean isExact) {
  static final int MOST_DEALS = 100_000;

  /** Where no outcome is below it, there are too few scores for a test. */
  private static final double LEVEL = 0.05;

  /** Relative to the scores: a distance that is smaller by less is as large. */
  private static final double NOISE = 1e-12;

  /**
   * @param random deals the scores out where there are too many ways to try all
   * @return empty if a group has no score, or no outcome could have been below 0.05 with so few
   */
  public static Optional<PermutationTest> of(
      double[] first, double[] second, RandomGenerator random) {
    if (first.length == 0
        || second.length == 0
        || ExactTest.smallestP(first.length, second.length) >= LEVEL) {
      return Optional.empty();
    }
    double[] pooled = Doubles.concat(first, second);
    Distance distance = Distance.of(first.length, pooled);
    double seen = distance.of(sum(first));
    double scale = 0;
    for (double score : pooled) {
      scale = Math.max(scale, Math.abs(score));
    }
    double atLeast = seen - NOISE * scale;
    return Optional.of(
        CombinatoricsUtils.binomialCoefficientDouble(pooled.length, first.length) <= MOST_DEALS
            ? exact(pooled, first.length, distance, atLeast)
            : sampled(pooled, first.length, distance, atLeast, random));
  }

  private static PermutationTest exact(
      double[] pooled, int size, Distance distance, double atLeast) {
    long far = 0;
    long all = 0;
    Iterator<int[]> deals = CombinatoricsUtils.combinationsIterator(pooled.length, size);
    while (deals.hasNext()) {
      double sum = 0;
      for (int index : deals.next()) {
        sum += pooled[index];
      }
      all++;
      far += distance.of(sum) >= atLeast ? 1 : 0;
    }
    checkArgument(far >= 1, "the deal that was seen must be among all deals");
    return new PermutationTest((double) far / all, true);
  }

  private static PermutationTest sampled(
      double[] pooled, int size, Distance distance, double atLeast, RandomGenerator random) {
    double[] cards = pooled.clone();
    long far = 1;
    for (int deal = 0; deal < MOST_DEALS; deal++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        int at = i + random.nextInt(cards.length - i);
        double card = cards[at];
        cards[at] = cards[i];
        cards[i] = card;
        sum += card;
      }
      far += distance.of(sum) >= atLeast ? 1 : 0;
    }
    return new PermutationTest(far / (MOST_DEALS + 1.0), false);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The distance of the means, from the sum of the first group alone. */
  private record Distance(int size, int others, double total) {
    static Distance of(int size, double[] pooled) {
      return new Distance(size, pooled.length - size, sum(pooled));
    }

    double of(double sum) {
      return Math.abs(sum / size - (total - sum) / others);
    }
  }
}
