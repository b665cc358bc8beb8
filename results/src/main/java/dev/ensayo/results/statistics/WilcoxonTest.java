package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's two-sided signed-rank test of paired scores: do the differences lie evenly around
 * zero? Pairs without a difference are left out, as Wilcoxon did.
 *
 * <p>Wilcoxon, "Individual Comparisons by Ranking Methods", 1945. Exact for up to {@value
 * #MOST_COUNTED} pairs: every way of giving the ranks a sign is counted, ties with their middle
 * ranks. For more by Commons Statistics, exact where there are no ties.
 *
 * @param w sum of the ranks of pairs in which the first score is larger
 * @param pairs with a difference
 * @param p in (0, 1]
 */
public record WilcoxonTest(double w, int pairs, double p) {
  static final int MOST_COUNTED = 16;

  /** No outcome of fewer pairs is below 0.05: of n pairs the smallest p is 2 / 2ⁿ. */
  public static final int FEWEST_PAIRS = 6;

  private static final int MOST_EXACT = 1023;

  /** Ranks are multiples of one half. */
  private static final double NOISE = 0.25;

  /**
   * @param first scores, {@code [n]}
   * @param second those that belong to them, {@code [n]}
   * @return empty if fewer than {@value #FEWEST_PAIRS} pairs differ
   */
  public static Optional<WilcoxonTest> of(double[] first, double[] second) {
    checkArgument(
        first.length == second.length, "%s scores and %s partners", first.length, second.length);
    double[] differences =
        IntStream.range(0, first.length)
            .mapToDouble(i -> first[i] - second[i])
            .filter(difference -> difference != 0)
            .toArray();
    int n = differences.length;
    if (n < FEWEST_PAIRS) {
      return Optional.empty();
    }
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking().rank(sizes);
    double w =
        IntStream.range(0, n).filter(i -> differences[i] > 0).mapToDouble(i -> ranks[i]).sum();
    if (n <= MOST_COUNTED) {
      return Optional.of(new WilcoxonTest(w, n, counted(ranks, w)));
    }
    boolean hasTies = Arrays.stream(sizes).distinct().count() < n;
    PValueMethod method = hasTies || n > MOST_EXACT ? PValueMethod.ASYMPTOTIC : PValueMethod.EXACT;
    return Optional.of(
        new WilcoxonTest(
            w,
            n,
            WilcoxonSignedRankTest.withDefaults().with(method).test(differences).getPValue()));
  }

  /** Share of the ways of giving signs whose sum lies at least as far from the middle. */
  private static double counted(double[] ranks, double w) {
    double middle = Arrays.stream(ranks).sum() / 2;
    double seen = Math.abs(w - middle) - NOISE;
    int ways = 1 << ranks.length;
    int far = 0;
    for (int signs = 0; signs < ways; signs++) {
      double sum = 0;
      for (int i = 0; i < ranks.length; i++) {
        sum += ((signs >> i) & 1) * ranks[i];
      }
      far += Math.abs(sum - middle) >= seen ? 1 : 0;
    }
    return (double) far / ways;
  }
}
