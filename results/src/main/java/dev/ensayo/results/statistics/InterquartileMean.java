package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The mean of the middle half of the scores: robust to one lucky or one lost seed, and less
 * wasteful than the median.
 *
 * <p>Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021,
 * section 4.3: the 25 % trimmed mean. Of {@code n} sorted scores, {@code ⌊n/4⌋} are cut off at each
 * end. With fewer than {@value #FEWEST_TO_TRIM} scores nothing is cut: it is then the plain mean.
 */
public final class InterquartileMean {
  /** The smallest number of scores of which any are cut off. */
  public static final int FEWEST_TO_TRIM = 4;

  private InterquartileMean() {}

  /**
   * @param scores at least one, in any order; finite
   */
  public static double of(double[] scores) {
    checkArgument(scores.length >= 1, "the interquartile mean needs at least one score");
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / FEWEST_TO_TRIM;
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }
}
