package dev.ensayo.results.statistics;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Welch's two-sided t-test: do two groups of scores have the same mean, when their variances may
 * differ?
 *
 * <p>Welch, "The generalization of 'Student's' problem when several different population variances
 * are involved", 1947. Computed by Commons Statistics.
 *
 * @param t positive if the first group has the larger mean
 * @param p probability of a |t| at least as large if the means were the same, in [0, 1]
 * @param degreesOfFreedom ν by Welch and Satterthwaite, at least 1
 * @param standardError of the difference of the means, in the unit of the scores, above 0
 */
public record WelchTest(double t, double p, double degreesOfFreedom, double standardError) {
  /** As in R's {@code t.test}: below this the standard error is rounding noise. */
  private static final double NOISE = 10 * Math.ulp(1.0);

  /**
   * @param first scores of one group
   * @param second scores of the other
   * @return empty if the test is not defined: fewer than two scores in a group, or no spread in
   *     both
   */
  public static Optional<WelchTest> of(double[] first, double[] second) {
    if (first.length < 2 || second.length < 2) {
      return Optional.empty();
    }
    return of(
        StatUtils.mean(first),
        StatUtils.variance(first),
        first.length,
        StatUtils.mean(second),
        StatUtils.variance(second),
        second.length);
  }

  /**
   * Of groups whose scores are not kept.
   *
   * @param mean of one group, then its sample variance, 0 or more, and its size; the same of the
   *     other
   * @return empty as above
   */
  public static Optional<WelchTest> of(
      double mean, double variance, long count, double mean2, double variance2, long count2) {
    if (count < 2 || count2 < 2) {
      return Optional.empty();
    }
    double standardError = Math.sqrt(variance / count + variance2 / count2);
    if (standardError <= NOISE * Math.max(Math.abs(mean), Math.abs(mean2))) {
      return Optional.empty();
    }
    TTest.Result test =
        TTest.withDefaults()
            .with(DataDispersion.HETEROSCEDASTIC)
            .test(mean, variance, count, mean2, variance2, count2);
    return Optional.of(
        new WelchTest(
            test.getStatistic(), test.getPValue(), test.getDegreesOfFreedom(), standardError));
  }
}
