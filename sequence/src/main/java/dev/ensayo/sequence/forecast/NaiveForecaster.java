package dev.ensayo.sequence.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.series.Series;

/**
 * Says again what was: the value of the same time one season ago, or, with a season of one moment,
 * the last value (Hyndman and Athanasopoulos, "Forecasting: principles and practice", section 5.2).
 */
public final class NaiveForecaster implements Forecaster {
  private final Series series;
  private final int season;

  /**
   * @param season S, at least 1; an origin needs as many moments before it
   */
  public NaiveForecaster(Series series, int season) {
    checkArgument(season >= 1, "season must be at least 1: %s", season);
    this.series = series;
    this.season = season;
  }

  @Override
  public double[][] forecast(int[] origins) {
    double[][] forecasts = new double[origins.length][series.spec().horizon()];
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < forecasts[i].length; step++) {
        // step + 1 moments ahead, as many seasons back as it takes to be in the past
        forecasts[i][step] = series.target(origins[i] + step % season + 1 - season);
      }
    }
    return forecasts;
  }
}
