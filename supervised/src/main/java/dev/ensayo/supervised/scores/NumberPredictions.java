package dev.ensayo.supervised.scores;

import static com.google.common.base.Preconditions.checkArgument;

/** N predicted numbers beside the right ones. */
@SuppressWarnings("ArrayRecordComponent")
public record NumberPredictions(double[] predicted, double[] right) {
  public NumberPredictions {
    checkArgument(
        predicted.length == right.length, "%s and %s numbers", predicted.length, right.length);
  }

  /** Mean squared error. */
  public double meanSquaredError() {
    double sum = 0;
    for (int i = 0; i < right.length; i++) {
      double error = predicted[i] - right[i];
      sum += error * error;
    }
    return sum / right.length;
  }

  /** Mean absolute error. */
  public double meanAbsoluteError() {
    double sum = 0;
    for (int i = 0; i < right.length; i++) {
      sum += Math.abs(predicted[i] - right[i]);
    }
    return sum / right.length;
  }

  /**
   * R², the share of the variance that is explained: at most 1, 0 for the mean as prediction; NaN
   * where the right numbers are all equal.
   */
  public double determination() {
    double mean = 0;
    for (double value : right) {
      mean += value / right.length;
    }
    double variance = 0;
    for (double value : right) {
      variance += (value - mean) * (value - mean) / right.length;
    }
    return variance == 0 ? Double.NaN : 1 - meanSquaredError() / variance;
  }
}
