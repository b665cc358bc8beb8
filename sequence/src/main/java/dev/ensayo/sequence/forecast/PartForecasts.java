package dev.ensayo.sequence.forecast;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.series.BestForecast;
import dev.ensayo.core.series.Series;
import java.util.Optional;

/**
 * A part of a series with the forecasts that every forecaster is measured by.
 *
 * @param origins of the part
 * @param naive the last value
 * @param seasonal the value of one season ago; the same as {@code naive} where there is no season
 * @param best that nobody can do better than, where it is known
 */
@SuppressWarnings("ArrayRecordComponent")
record PartForecasts(
    Split split, int[] origins, double[][] naive, double[][] seasonal, Optional<double[][]> best) {
  static PartForecasts of(Series series, Split split) {
    int[] origins = series.origins(split);
    return new PartForecasts(
        split,
        origins,
        new NaiveForecaster(series, 1).forecast(origins),
        new NaiveForecaster(series, series.spec().season()).forecast(origins),
        series.best().map(best -> best(best, origins, series.spec().horizon())));
  }

  private static double[][] best(BestForecast best, int[] origins, int horizon) {
    double[][] forecasts = new double[origins.length][horizon];
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon; step++) {
        forecasts[i][step] = best.at(origins[i], step + 1);
      }
    }
    return forecasts;
  }
}
