package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * By how much runs miss a score that is thought good enough: {@code mean of max(0, γ − x)}. What
 * lies beyond it counts no more, so that one very good run does not make up for a lost one.
 *
 * <p>Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021,
 * section 4.3.
 */
public final class OptimalityGap {
  private OptimalityGap() {}

  /**
   * @param scores at least one; finite
   * @param target γ, the score that is good enough, in the unit of the scores; finite
   * @param higherIsBetter else the gap is what scores lie above the target
   * @return at least 0, in the unit of the scores
   */
  public static double of(double[] scores, double target, boolean higherIsBetter) {
    checkArgument(scores.length >= 1, "the optimality gap needs at least one score");
    return Arrays.stream(scores)
        .map(score -> Math.max(0, higherIsBetter ? target - score : score - target))
        .average()
        .orElseThrow();
  }
}
