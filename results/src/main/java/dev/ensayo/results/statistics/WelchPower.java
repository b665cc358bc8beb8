package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalInt;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How likely Welch's two-sided t-test sees a difference between the means of two variants that have
 * the same number of seeds and scores of the same spread (Colas, Sigaud and Oudeyer, "How Many
 * Random Seeds?", 2018, section 4; Cohen, 1988, chapter 2).
 *
 * <p>With n seeds each and a difference of d standard deviations the statistic follows a noncentral
 * t-distribution with {@code 2n − 2} degrees of freedom and noncentrality {@code d · √(n / 2)}.
 *
 * @param level of the test, in (0, 1)
 */
public record WelchPower(double level) {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Beyond these quantiles of the chi-squared distribution nothing is left to integrate. */
  private static final double TAIL = 1e-12;

  private static final int NODES = 128;

  /** Keeps its rules, which take longer to make than to use. */
  private static final GaussIntegratorFactory INTEGRATORS = new GaussIntegratorFactory();

  public WelchPower {
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
  }

  /**
   * The probability that the test finds the difference.
   *
   * @param seeds of each variant, at least 2
   * @param effect the difference of the means, in standard deviations of the scores
   */
  public double power(int seeds, double effect) {
    checkArgument(seeds >= 2, "a test needs two seeds of each variant: %s", seeds);
    int degrees = 2 * seeds - 2;
    double critical = new TDistribution(null, degrees).inverseCumulativeProbability(1 - level / 2);
    double noncentrality = Math.abs(effect) * Math.sqrt(seeds / 2.0);
    return 1 - below(critical, degrees, noncentrality) + below(-critical, degrees, noncentrality);
  }

  /**
   * The distribution function of the noncentral t-distribution: {@code P((Z + δ) / √(Y / ν) ≤ t)},
   * integrated over the root of the chi-squared Y, in which the integrand is smooth.
   */
  private static double below(double t, int degrees, double noncentrality) {
    ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, degrees);
    double from = Math.sqrt(chiSquared.inverseCumulativeProbability(TAIL));
    double to = Math.sqrt(chiSquared.inverseCumulativeProbability(1 - TAIL));
    return INTEGRATORS
        .legendre(NODES, from, to)
        .integrate(
            root ->
                NORMAL.cumulativeProbability(t * root / Math.sqrt(degrees) - noncentrality)
                    * chiSquared.density(root * root)
                    * 2
                    * root);
  }

  /**
   * The smallest number of seeds of each variant with which the test finds the difference with this
   * probability.
   *
   * @param effect in standard deviations of the scores, above 0
   * @param power in (0, 1)
   * @param most so many are looked at
   * @return empty if it is more than {@code most}
   */
  public OptionalInt seeds(double effect, double power, int most) {
    int enough = 2;
    while (enough < most && power(enough, effect) < power) {
      enough = Math.min(most, 2 * enough);
    }
    if (power(enough, effect) < power) {
      return OptionalInt.empty();
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (middle >= 2 && power(middle, effect) >= power) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  /**
   * The smallest difference that the test finds with this probability, in standard deviations of
   * the scores.
   *
   * @param seeds of each variant, at least 2
   * @param power in (level, 1)
   */
  public double smallestEffect(int seeds, double power) {
    double high = 1;
    while (power(seeds, high) < power) {
      high *= 2;
    }
    double low = 0;
    while (high - low > 1e-6 * high) {
      double middle = (low + high) / 2;
      if (power(seeds, middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
