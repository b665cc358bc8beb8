package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.inference.TTest;

/**
 * Student's two-sided t-test of paired scores: is the mean of the differences zero? For runs that
 * share what makes scores vary, as two variants that start from the same weights and see the same
 * data in the same order.
 *
 * <p>Student, "The Probable Error of a Mean", 1908. Computed by Commons Statistics.
 *
 * @param t positive if the first scores are larger
 * @param p in [0, 1]
 */
public record PairedTTest(double t, double p) {
  /** As in R's {@code t.test}: below this the standard error is rounding noise. */
  private static final double NOISE = 10 * Math.ulp(1.0);

  /**
   * @param first scores, {@code [n]}
   * @param second those that belong to them, {@code [n]}
   * @return empty for fewer than two pairs, or if all differences are equal
   */
  public static Optional<PairedTTest> of(double[] first, double[] second) {
    checkArgument(
        first.length == second.length, "%s scores and %s partners", first.length, second.length);
    double[] differences =
        IntStream.range(0, first.length).mapToDouble(i -> first[i] - second[i]).toArray();
    if (differences.length < 2) {
      return Optional.empty();
    }
    double error = Math.sqrt(StatUtils.variance(differences) / differences.length);
    double scale = Math.max(Math.abs(StatUtils.mean(first)), Math.abs(StatUtils.mean(second)));
    if (error <= NOISE * scale) {
      return Optional.empty();
    }
    TTest.Result test = TTest.withDefaults().test(differences);
    return Optional.of(new PairedTTest(test.getStatistic(), test.getPValue()));
  }
}
