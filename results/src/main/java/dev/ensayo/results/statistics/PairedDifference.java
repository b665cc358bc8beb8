package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Two groups of scores in pairs, such as those of two variants by seed: what a pair has in common
 * drops out of its difference.
 *
 * <p>{@code p} is from Student's paired t-test of the mean difference (Student, "The Probable Error
 * of a Mean", 1908). Where the differences have no spread the test is not defined, and the exact
 * test by signs takes its place: if it did not matter which is which, each of the {@code 2ⁿ} ways
 * to swap the pairs would be as likely, and only the one seen and its mirror image have so large a
 * mean (Fisher, "The Design of Experiments", 1935, section 21), {@code p = 2 / 2ⁿ}.
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
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;

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
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    double mean = StatUtils.mean(differences);
    double error = Math.sqrt(StatUtils.variance(differences) / n);
    double scale =
        Math.max(
            Arrays.stream(first).map(Math::abs).max().orElse(0),
            Arrays.stream(second).map(Math::abs).max().orElse(0));
    Optional<Double> t = error <= NOISE * scale ? Optional.empty() : Optional.of(mean / error);
    double p =
        t.isPresent()
            ? 2 * new TDistribution(null, n - 1).cumulativeProbability(-Math.abs(t.get()))
            : Math.abs(mean) <= NOISE * scale ? 1 : smallestP(n);
    return Optional.of(
        new PairedDifference(
            InterquartileMean.of(first) - InterquartileMean.of(second),
            bootstrap(first, second, random),
            t,
            p,
            n));
  }

  /** The smallest {@code p} of the exact test by signs with so many pairs. */
  public static double smallestP(int pairs) {
    return Math.min(1, 2 * Math.pow(0.5, pairs));
  }

  private static Interval bootstrap(double[] first, double[] second, RandomGenerator random) {
    int n = first.length;
    double[] found = new double[RESAMPLES];
    double[] drawnFirst = new double[n];
    double[] drawnSecond = new double[n];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      for (int i = 0; i < n; i++) {
        int pair = random.nextInt(n);
        drawnFirst[i] = first[pair];
        drawnSecond[i] = second[pair];
      }
      found[resample] = InterquartileMean.of(drawnFirst) - InterquartileMean.of(drawnSecond);
    }
    Arrays.sort(found);
    return new Interval(quantile(found, TAIL), quantile(found, 1 - TAIL));
  }

  /** Hyndman and Fan's type 7. */
  private static double quantile(double[] sorted, double share) {
    double place = (sorted.length - 1) * share;
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
