package dev.ensayo.environments.series;

import dev.ensayo.core.preprocessing.AnswerScale;
import java.util.Arrays;

/** How a column is scaled for networks, by its training part alone. */
public enum SeriesScale {
  /** Mean 0, standard deviation 1. */
  STANDARDIZE,
  /** From 0 for the least to 1 for the largest. */
  MIN_MAX,
  /** As it is. */
  NONE;

  /**
   * Measures a column.
   *
   * @param trainEnd moments of the training part; nothing after them is looked at
   */
  AnswerScale of(double[] values, int trainEnd) {
    return switch (this) {
      case STANDARDIZE -> AnswerScale.standardizing(trainEnd, i -> values[i]);
      case MIN_MAX -> fromLeastToLargest(values, trainEnd);
      case NONE -> AnswerScale.NONE;
    };
  }

  private static AnswerScale fromLeastToLargest(double[] values, int trainEnd) {
    double low = Arrays.stream(values, 0, trainEnd).min().orElse(0);
    double high = Arrays.stream(values, 0, trainEnd).max().orElse(1);
    return new AnswerScale(low, high > low ? high - low : 1);
  }
}
