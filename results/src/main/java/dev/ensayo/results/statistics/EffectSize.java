package dev.ensayo.results.statistics;

import java.util.OptionalDouble;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

/** How large a difference is, without a unit, so that studies can be held beside each other. */
public final class EffectSize {
  private EffectSize() {}

  /**
   * Hedges' g: the difference of the means in pooled standard deviations, corrected for small
   * samples by {@code J = Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2))} with {@code ν = n + m − 2}.
   *
   * <p>Hedges, "Distribution Theory for Glass's Estimator of Effect Size and Related Estimators",
   * 1981, equations 6e and 10.
   *
   * @return empty for fewer than two scores on a side, or no spread in both
   */
  public static OptionalDouble hedgesG(double[] first, double[] second) {
    if (WelchTest.of(first, second).isEmpty()) {
      return OptionalDouble.empty();
    }
    int freedom = first.length + second.length - 2;
    double pooled =
        Math.sqrt(
            ((first.length - 1) * StatUtils.variance(first)
                    + (second.length - 1) * StatUtils.variance(second))
                / freedom);
    double small =
        Math.exp(Gamma.logGamma(freedom / 2.0) - Gamma.logGamma((freedom - 1) / 2.0))
            / Math.sqrt(freedom / 2.0);
    return OptionalDouble.of(small * (StatUtils.mean(first) - StatUtils.mean(second)) / pooled);
  }

  /**
   * Cliff's δ: the share of pairs in which the first is larger minus the share in which it is
   * smaller, {@code 2 P − 1} with the {@linkplain ProbabilityOfImprovement probability of
   * improvement} {@code P}.
   *
   * <p>Cliff, "Dominance Statistics: Ordinal Analyses to Answer Ordinal Questions", 1993.
   *
   * @param first at least one score
   * @param second at least one score
   * @return in [−1, 1]
   */
  public static double cliffsDelta(double[] first, double[] second) {
    return 2 * ProbabilityOfImprovement.of(first, second) - 1;
  }
}
