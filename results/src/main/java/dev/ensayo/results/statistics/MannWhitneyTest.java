package dev.ensayo.results.statistics;

import com.google.common.primitives.Doubles;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The two-sided test of Mann and Whitney: is a run of one group as likely above a run of the other
 * as below it? It looks at the order of the scores alone.
 *
 * <p>Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger
 * than the Other", 1947. Exact: without ties by Commons Statistics, with ties by dealing the middle
 * ranks out (see {@link PermutationTest}).
 *
 * @param u pairs in which the first group is above the second, ties as half
 * @param p in (0, 1]
 */
public record MannWhitneyTest(double u, double p) {
  /** Where no outcome is below it, there are too few scores for a test. */
  private static final double LEVEL = 0.05;

  /** Up to so many scores on a side the distribution is counted out. */
  private static final int MOST_EXACT = 50;

  /**
   * @param random deals ranks out, where there are ties and too many ways to try all
   * @return empty if no outcome could have been below 0.05 with so few scores
   */
  public static Optional<MannWhitneyTest> of(
      double[] first, double[] second, RandomGenerator random) {
    double[] pooled = Doubles.concat(first, second);
    if (first.length == 0
        || second.length == 0
        || ExactTest.smallestP(first.length, second.length) >= LEVEL) {
      return Optional.empty();
    }
    double u = ProbabilityOfImprovement.wins(first, second);
    boolean hasTies = Arrays.stream(pooled).distinct().count() < pooled.length;
    if (!hasTies) {
      boolean isSmall = Math.max(first.length, second.length) <= MOST_EXACT;
      return Optional.of(
          new MannWhitneyTest(
              u,
              MannWhitneyUTest.withDefaults()
                  .with(isSmall ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
                  .test(first, second)
                  .getPValue()));
    }
    double[] ranks = new NaturalRanking().rank(pooled);
    return PermutationTest.of(
            Arrays.copyOf(ranks, first.length),
            Arrays.copyOfRange(ranks, first.length, ranks.length),
            random)
        .map(test -> new MannWhitneyTest(u, test.p()));
  }
}
