package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact two-sided test of two classifiers on the same examples: where one alone is right,
 * is it as often the one as the other?
 *
 * <p>McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions or
 * Percentages", 1947; exact by the binomial distribution with probability ½: twice its smaller
 * tail.
 *
 * @param p in [0, 1]; 1 where there is no such example
 */
public record McNemarTest(double p) {
  private static final double HALF = 0.5;

  /**
   * @param onlyFirst examples that the first alone has right, at least 0
   * @param onlySecond examples that the second alone has right, at least 0
   */
  public static McNemarTest of(int onlyFirst, int onlySecond) {
    checkArgument(
        onlyFirst >= 0 && onlySecond >= 0, "counts: %s against %s", onlyFirst, onlySecond);
    int differing = Math.addExact(onlyFirst, onlySecond);
    if (differing == 0) {
      return new McNemarTest(1);
    }
    // With a probability of ½ both tails are alike.
    double tail =
        BinomialDistribution.of(differing, HALF)
            .cumulativeProbability(Math.min(onlyFirst, onlySecond));
    return new McNemarTest(Math.min(1, 2 * tail));
  }
}
