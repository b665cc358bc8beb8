package dev.ensayo.sequence.forecast;

import dev.ensayo.core.series.Series;

/**
 * How far forecasts are from what came, over all origins and moments ahead.
 *
 * @param squared sum of squared errors by moments ahead, {@code [H]}
 * @param absolute sum of absolute errors by moments ahead, {@code [H]}
 * @param origins how many forecasts were made
 */
@SuppressWarnings("ArrayRecordComponent")
public record ForecastErrors(double[] squared, double[] absolute, int origins) {
  /** Those of forecasts, {@code [origins][H]}. */
  public static ForecastErrors of(Series series, int[] origins, double[][] forecasts) {
    int horizon = series.spec().horizon();
    double[] squared = new double[horizon];
    double[] absolute = new double[horizon];
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon; step++) {
        double error = series.target(origins[i] + step + 1) - forecasts[i][step];
        squared[step] += error * error;
        absolute[step] += Math.abs(error);
      }
    }
    return new ForecastErrors(squared, absolute, origins.length);
  }

  private static double mean(double[] sums, int origins) {
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum / sums.length / origins;
  }

  /** Root of the mean squared error. */
  public double rmse() {
    return Math.sqrt(mean(squared, origins));
  }

  /** Mean absolute error. */
  public double mae() {
    return mean(absolute, origins);
  }

  /**
   * Root of the mean squared error so many moments ahead.
   *
   * @param ahead from 1
   */
  public double rmse(int ahead) {
    return Math.sqrt(squared[ahead - 1] / origins);
  }
}
