package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Two scores of a task that are stated beforehand, such as those of a random policy and of a human:
 * scores of several tasks are put on one scale, 0 at the one and 1 at the other.
 *
 * <p>Mnih et al., "Human-level Control through Deep Reinforcement Learning", 2015; Agarwal et al.,
 * 2021, section 2.
 *
 * @param zero the score that becomes 0, in the unit of the task; finite
 * @param one the score that becomes 1, in the same unit; finite, not {@code zero}. Below it where
 *     lower is better
 */
public record ReferencePoints(double zero, double one) {
  public ReferencePoints {
    checkArgument(
        Double.isFinite(zero) && Double.isFinite(one) && zero != one,
        "reference points must be two different numbers: %s and %s",
        zero,
        one);
  }

  /** Scores on the common scale, {@code (x − zero) / (one − zero)}, {@code [n]}. */
  public double[] normalize(double[] scores) {
    return Arrays.stream(scores).map(score -> (score - zero) / (one - zero)).toArray();
  }
}
