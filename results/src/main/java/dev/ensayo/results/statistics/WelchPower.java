package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalInt;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How likely Welch's two-sided test sees a difference that is there, with as many seeds on either
 * side; how many seeds it needs, and the smallest difference that it can see.
 *
 * <p>Colas, Sigaud and Oudeyer, "How Many Random Seeds? Statistical Power Analysis in Deep
 * Reinforcement Learning Experiments", 2018 (arXiv 1806.08295), section 3. Where scores are
 * normally distributed {@code t} follows the noncentral t distribution with the noncentrality
 * {@code difference / √((s₁² + s₂²) / n)} and Welch's degrees of freedom. Where they are not, as
 * where some runs fail, the power is another.
 *
 * @param firstSpread standard deviation of the scores on one side, in the unit of the scores, not
 *     negative
 * @param secondSpread on the other side; at least one of both is above 0
 * @param level of the test, in (0, 1); that of one comparison, divided by the number of comparisons
 *     where there are several
 */
public record WelchPower(double firstSpread, double secondSpread, double level) {
  /** More seeds than these are not asked for. */
  public static final int MOST_SEEDS = 10_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Of the distribution of a spread so much lies outside, which no power's digits show. */
  private static final double OUTSIDE = 12;

  private static final int POINTS = 100;

  /** Keeps its rules, which take long to make. */
  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

  public WelchPower {
    checkArgument(
        firstSpread >= 0 && secondSpread >= 0 && firstSpread + secondSpread > 0,
        "spreads must not be negative, and one above 0: %s and %s",
        firstSpread,
        secondSpread);
    checkArgument(
        Double.isFinite(firstSpread + secondSpread),
        "spreads must be finite: %s and %s",
        firstSpread,
        secondSpread);
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
  }

  /**
   * The chance that a difference of the means is seen.
   *
   * @param seeds on either side, at least 2
   * @param difference of the means, in the unit of the scores
   * @return in [level, 1]
   */
  public double power(int seeds, double difference) {
    checkArgument(seeds >= 2, "Welch's test needs at least two seeds a side: %s", seeds);
    double first = firstSpread * firstSpread;
    double second = secondSpread * secondSpread;
    double freedom =
        (first + second) * (first + second) * (seeds - 1) / (first * first + second * second);
    double noncentrality = Math.abs(difference) / Math.sqrt((first + second) / seeds);
    double critical = TDistribution.of(freedom).inverseSurvivalProbability(level / 2);
    return Math.min(1, passed(critical, freedom, noncentrality));
  }

  /**
   * {@code P(|T| > critical)} of the noncentral t: given by how much the spread was misjudged
   * ({@code w}, of which {@code w² ν} is χ² distributed) it is normal.
   */
  private static double passed(double critical, double freedom, double noncentrality) {
    double logScale =
        Math.log(2) + freedom / 2 * Math.log(freedom / 2) - Gamma.logGamma(freedom / 2);
    UnivariateFunction integrand =
        w -> {
          double density = Math.exp(logScale + (freedom - 1) * Math.log(w) - freedom * w * w / 2);
          double outside =
              NORMAL.survivalProbability(critical * w - noncentrality)
                  + NORMAL.cumulativeProbability(-critical * w - noncentrality);
          return density * outside;
        };
    double spread = OUTSIDE / Math.sqrt(2 * freedom);
    GaussIntegrator integrator = RULES.legendre(POINTS, Math.max(1e-12, 1 - spread), 1 + spread);
    return integrator.integrate(integrand);
  }

  /**
   * The fewest seeds on either side with which the difference is seen that often.
   *
   * @param difference of the means, in the unit of the scores, not 0
   * @param power such as 0.8, in (level, 1)
   * @return at least 2; empty if more than {@value #MOST_SEEDS} are needed
   */
  public OptionalInt seedsNeeded(double difference, double power) {
    checkPower(power);
    checkArgument(difference != 0, "no number of seeds shows a difference of 0");
    if (power(MOST_SEEDS, difference) < power) {
      return OptionalInt.empty();
    }
    int enough = 2;
    int tooFew = 1;
    while (power(enough, difference) < power) {
      tooFew = enough;
      enough = Math.min(MOST_SEEDS, 2 * enough);
    }
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) / 2;
      if (power(middle, difference) < power) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  /**
   * The smallest difference that so many seeds see that often.
   *
   * @param seeds on either side, at least 2
   * @param power such as 0.8, in (level, 1)
   * @return above 0, in the unit of the scores
   */
  public double smallestDifference(int seeds, double power) {
    checkPower(power);
    double high = Math.hypot(firstSpread, secondSpread);
    while (power(seeds, high) < power) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (power(seeds, middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private void checkPower(double power) {
    checkArgument(
        power > level && power < 1,
        "power must lie between the level, %s, and 1: %s",
        level,
        power);
  }
}
