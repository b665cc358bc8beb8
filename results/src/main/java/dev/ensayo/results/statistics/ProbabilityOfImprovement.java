package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How likely a run of one group scores above a run of another: {@code P(X > Y) + P(X = Y) / 2},
 * which is the Mann-Whitney statistic U divided by the number of pairs.
 *
 * <p>Agarwal et al., 2021, section 4.3. One half means that neither is better.
 */
public final class ProbabilityOfImprovement {
  private ProbabilityOfImprovement() {}

  /**
   * @param scores X, at least one
   * @param baseline Y, at least one
   * @return in [0, 1]
   */
  public static double of(double[] scores, double[] baseline) {
    checkArgument(
        scores.length >= 1 && baseline.length >= 1, "both groups need at least one score");
    return wins(scores, baseline) / ((double) scores.length * baseline.length);
  }

  /** The statistic U: pairs whose first is larger, ties as half. */
  static double wins(double[] scores, double[] baseline) {
    double wins = 0;
    for (double x : scores) {
      for (double y : baseline) {
        if (x > y) {
          wins += 1;
        } else if (x == y) {
          wins += 0.5;
        }
      }
    }
    return wins;
  }
}
