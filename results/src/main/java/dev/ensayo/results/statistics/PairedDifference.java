package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Two groups of scores in pairs, such as those of two variants by seed: what a pair has in common
 * drops out of its difference.
 *
 * <p>{@code p} is from Student's {@link PairedTTest}. Where the differences have no spread that is
 * not defined, and the exact test by signs takes its place: if it did not matter which is which,
 * each of the {@code 2ⁿ} ways to swap the pairs would be as likely, and only the one seen and its
 * mirror image have so large a mean (Fisher, "The Design of Experiments", 1935, section 21), {@code
 * p = 2 / 2ⁿ}.
 *
 * @param difference of the interquartile means of the paired scores, first minus second
 * @param interval 95 % percentile bootstrap interval of the difference, whose resamples keep pairs
 *     together
 * @param t of the paired t-test; empty where the differences have no spread
 * @param p two-sided, in [0, 1]
 * @param pairs how many there are, at least 2
 */
public record PairedDifference(
    double difference, Interval interval, Optional<Double> t, double p, int pairs) {
  /** Relative: below this, differences differ by rounding alone. */
  private static final double NOISE = 1e-12;

  /**
   * Compares pairs.
   *
   * @param first scores, {@code [n]}
   * @param second scores of the same seeds, {@code [n]}
   * @param random the same state gives the same interval
   * @return empty for fewer than two pairs
   */
  public static Optional<PairedDifference> of(
      double[] first, double[] second, RandomGenerator random) {
    checkArgument(
        first.length == second.length,
        "%s scores do not pair with %s",
        first.length,
        second.length);
    int n = first.length;
    if (n < 2) {
      return Optional.empty();
    }
    Optional<PairedTTest> test = PairedTTest.of(first, second);
    return Optional.of(
        new PairedDifference(
            InterquartileMean.of(first) - InterquartileMean.of(second),
            bootstrap(first, second, random),
            test.map(PairedTTest::t),
            test.map(PairedTTest::p).orElseGet(() -> bySigns(first, second)),
            n));
  }

  private static double bySigns(double[] first, double[] second) {
    double scale = StatUtils.max(abs(first)) + StatUtils.max(abs(second));
    double mean = StatUtils.mean(first) - StatUtils.mean(second);
    return Math.abs(mean) <= NOISE * scale ? 1 : smallestP(first.length);
  }

  private static double[] abs(double[] scores) {
    return Arrays.stream(scores).map(Math::abs).toArray();
  }

  /** The smallest {@code p} of the exact test by signs with so many pairs. */
  public static double smallestP(int pairs) {
    return Math.min(1, 2 * Math.pow(0.5, pairs));
  }

  /** Pairs are resampled, not scores. */
  private static Interval bootstrap(double[] first, double[] second, RandomGenerator random) {
    double[] pairs = IntStream.range(0, first.length).asDoubleStream().toArray();
    return StratifiedBootstrap.STANDARD
        .of(
            drawn -> drawnMean(first, drawn.get(0)) - drawnMean(second, drawn.get(0)),
            List.of(pairs),
            random)
        .orElseThrow();
  }

  private static double drawnMean(double[] scores, double[] pairs) {
    return InterquartileMean.of(Arrays.stream(pairs).map(pair -> scores[(int) pair]).toArray());
  }
}
