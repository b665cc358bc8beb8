package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The interval of a share: so many of so many runs. It has a width where none or all were counted,
 * unlike that of a bootstrap.
 *
 * <p>Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927; for
 * small numbers recommended by Brown, Cai and DasGupta, "Interval Estimation for a Binomial
 * Proportion", 2001.
 */
public final class ProportionInterval {
  private ProportionInterval() {}

  /**
   * @param counted in [0, of]
   * @param of how many there are, at least 1
   * @param level in (0, 1)
   * @return within [0, 1]
   */
  public static Interval of(long counted, long of, double level) {
    checkArgument(of >= 1 && counted >= 0 && counted <= of, "%s of %s", counted, of);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double share = (double) counted / of;
    double square = z * z / of;
    double middle = (share + square / 2) / (1 + square);
    double half = z * Math.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square);
    return new Interval(
        counted == 0 ? 0 : Math.max(0, middle - half),
        counted == of ? 1 : Math.min(1, middle + half));
  }
}
