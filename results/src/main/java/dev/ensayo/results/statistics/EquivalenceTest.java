package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * Two one-sided Welch tests (TOST): are the means of two groups of scores the same up to a margin?
 * A test that finds no difference does not show this; it may only have too few seeds.
 *
 * <p>Schuirmann, "A Comparison of the Two One-Sided Tests Procedure and the Power Approach for
 * Assessing the Equivalence of Average Bioavailability", 1987; with variances that may differ as in
 * Lakens, "Equivalence Tests", 2017, equation 1 and 2. They are two {@link MarginTest}s: both
 * {@code mean difference ≤ −margin} and {@code mean difference ≥ margin} have to be rejected, so
 * {@code p} is the larger of the two. It is below {@code α} exactly where the {@code 1 − 2α}
 * interval of the difference lies within the margin.
 *
 * @param difference of the means, the first group's minus the second's, in the unit of the scores
 * @param interval the 90 % interval of the difference by Welch, which lies inside ± margin exactly
 *     if {@code p} is below 0.05
 * @param margin the largest difference that counts as none, in the unit of the scores, above 0
 * @param p the larger p-value of the two tests, in [0, 1]
 * @param pOfSame of the opposite, that the means are further apart than the margin to either side:
 *     twice the smaller of the p-values of both sides, in [0, 1]
 */
public record EquivalenceTest(
    double difference, Interval interval, double margin, double p, double pOfSame) {
  /**
   * @param first scores of one group
   * @param second scores of the other
   * @param margin the largest difference that counts as none, in the unit of the scores, above 0
   * @return empty for fewer than two scores in a group
   */
  public static Optional<EquivalenceTest> of(double[] first, double[] second, double margin) {
    checkArgument(
        margin > 0 && Double.isFinite(margin),
        "the margin of an equivalence test must be a number above 0: %s",
        margin);
    return MarginTest.of(first, second, margin)
        .map(upper -> of(upper, MarginTest.of(first, second, -margin).orElseThrow(), margin));
  }

  private static EquivalenceTest of(MarginTest upper, MarginTest lower, double margin) {
    return new EquivalenceTest(
        upper.difference(),
        upper.interval(),
        margin,
        Math.max(upper.pBelow(), lower.pAbove()),
        Math.min(1, 2 * Math.min(upper.pAbove(), lower.pBelow())));
  }
}
