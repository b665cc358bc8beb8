package dev.ensayo.sequence.forecast;

import dev.ensayo.core.series.Series;

/**
 * What errors are measured by: the mean absolute error that the naive forecast one moment ahead, or
 * the seasonal one a season ahead, makes within the training part. A mean absolute error over it is
 * MASE (Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006, section 3, with
 * season 1; their successors divide by the seasonal one where there is a season).
 *
 * @param meanChange 1/(n − S) Σ |y_t − y_(t−S)| over the n moments of the training part; 0 where
 *     the part repeats itself
 */
record ErrorScale(double meanChange) {
  static ErrorScale of(Series series, int season) {
    int count = series.parts().trainEnd();
    double sum = 0;
    for (int t = season; t < count; t++) {
      sum += Math.abs(series.target(t) - series.target(t - season));
    }
    return new ErrorScale(sum / (count - season));
  }

  /** Whether there is anything to divide by. */
  boolean isKnown() {
    return meanChange > 0;
  }

  /** A mean absolute error in this unit. */
  double scaled(double meanAbsoluteError) {
    return meanAbsoluteError / meanChange;
  }
}
