package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/** One number for many scores, in their unit. */
public enum Statistic implements ToDoubleFunction<double[]> {
  /** The sum of all scores divided by their number: one lost seed moves it. */
  MEAN,
  /**
   * The score in the middle, or the mean of the two there: it takes half of the runs to move it.
   */
  MEDIAN,
  /** The mean of the middle half; see {@link InterquartileMean}. */
  INTERQUARTILE_MEAN;

  /**
   * @param scores at least one, in any order; finite
   */
  @Override
  public double applyAsDouble(double[] scores) {
    checkArgument(scores.length >= 1, "a statistic needs at least one score");
    return switch (this) {
      case MEAN -> StatUtils.mean(scores);
      case MEDIAN -> StatUtils.percentile(scores, 50);
      case INTERQUARTILE_MEAN -> InterquartileMean.of(scores);
    };
  }
}
