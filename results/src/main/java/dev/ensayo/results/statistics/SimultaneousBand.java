package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much the pointwise band of a {@link MeanCurve} has to be widened to hold the whole curve
 * of the mean at once with 95 %: {@code x̄ ± c · s / √n} with one {@code c} for all points, the
 * 95th percentile of {@code max over points of |Z| / W}.
 *
 * <p>The sup-t band of Montiel Olea and Plagborg-Møller, "Simultaneous confidence bands: Theory,
 * implementation, and an application to SVARs", 2019, with the multivariate t of Hothorn, Bretz and
 * Westfall, "Simultaneous Inference in General Parametric Models", 2008. {@code Z} is normal with
 * the correlations that the runs have between points: their deviations from the mean, each run's
 * multiplied by one random number. {@code W² (n − 1)} is χ² distributed, so that at a single point
 * {@code c} is Student's {@code t₀.₉₇₅(n − 1)} and the band the pointwise one.
 */
public final class SimultaneousBand {
  private static final double LEVEL = 0.95;

  /** Enough for two digits. */
  static final int DRAWS = 10_000;

  private SimultaneousBand() {}

  /**
   * The factor c.
   *
   * @param aligned each run's values at the points, {@code [n][T]}; NaN or infinite where it has
   *     none
   * @param draws random curves that the percentile is taken of
   * @param random the same state gives the same factor
   * @return above 0; NaN if no point has two values that differ
   */
  static double factor(List<double[]> aligned, int draws, RandomGenerator random) {
    checkArgument(!aligned.isEmpty(), "a band needs runs");
    double[][] residuals = residuals(aligned);
    int freedom = fewestValues(aligned, residuals) - 1;
    if (freedom < 1) {
      return Double.NaN;
    }
    double[] largest = new double[draws];
    double[] first = new double[draws];
    double[] multipliers = new double[aligned.size()];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.setAll(multipliers, i -> random.nextGaussian());
      double scale = Math.sqrt(chiSquare(freedom, random) / freedom);
      for (double[] point : residuals) {
        double t = Math.abs(product(multipliers, point)) / scale;
        largest[draw] = Math.max(largest[draw], t);
        // Any one point is distributed as Student's t, so it tells how far the draws are off.
        first[draw] = first[draw] == 0 ? t : first[draw];
      }
    }
    return TDistribution.of(freedom).inverseSurvivalProbability((1 - LEVEL) / 2)
        * StatUtils.percentile(largest, 100 * LEVEL)
        / StatUtils.percentile(first, 100 * LEVEL);
  }

  private static double product(double[] multipliers, double[] point) {
    double sum = 0;
    for (int run = 0; run < multipliers.length; run++) {
      sum += multipliers[run] * point[run];
    }
    return sum;
  }

  private static double chiSquare(int freedom, RandomGenerator random) {
    double sum = 0;
    for (int i = 0; i < freedom; i++) {
      double normal = random.nextGaussian();
      sum += normal * normal;
    }
    return sum;
  }

  /** At any point whose values differ; 0 if there is none. */
  private static int fewestValues(List<double[]> aligned, double[][] residuals) {
    return IntStream.range(0, residuals.length)
        .filter(t -> Arrays.stream(residuals[t]).anyMatch(r -> r != 0))
        .map(t -> (int) aligned.stream().filter(run -> Double.isFinite(run[t])).count())
        .min()
        .orElse(0);
  }

  /** Of each point, how far each run lies from the mean, scaled to a length of one; 0 for none. */
  private static double[][] residuals(List<double[]> aligned) {
    int points = aligned.get(0).length;
    double[][] residuals = new double[points][aligned.size()];
    for (int t = 0; t < points; t++) {
      int at = t;
      double[] finite =
          aligned.stream().mapToDouble(run -> run[at]).filter(Double::isFinite).toArray();
      if (finite.length < 2) {
        continue;
      }
      double mean = StatUtils.mean(finite);
      double length = Math.sqrt(StatUtils.variance(finite) * (finite.length - 1));
      for (int run = 0; run < aligned.size(); run++) {
        double value = aligned.get(run)[t];
        residuals[t][run] = length > 0 && Double.isFinite(value) ? (value - mean) / length : 0;
      }
    }
    return residuals;
  }
}
