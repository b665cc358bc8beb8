package dev.ensayo.sequence.naive;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.forecast.NaiveForecaster;
import dev.ensayo.sequence.forecast.SolvedForecast;
import dev.ensayo.sequence.forecast.SolvedForecastProvider;

/** {@code naive}. */
public final class NaiveProvider extends SolvedForecastProvider<NaiveConfig> {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public String summary() {
    return "Naive forecast: the last value again, or that of one season ago.";
  }

  @Override
  public Class<NaiveConfig> configType() {
    return NaiveConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, NaiveConfig config) {
    if (!(environment instanceof SeriesSpec series)) {
      return Support.no("it forecasts a series, not a " + environment.kind());
    }
    if (config.repeat() == NaiveConfig.Repeated.SEASON && series.season() == 1) {
      throw new InvalidSettingException(
          "repeat",
          "the series has no season; set environment.season to its moments, such as 12 for months, or repeat: last");
    }
    return Support.yes();
  }

  @Override
  public Training start(NaiveConfig config, TrainingContext context) {
    return new SolvedForecast(context, series -> forecaster(config, series)::forecast);
  }

  private static NaiveForecaster forecaster(NaiveConfig config, Series series) {
    return new NaiveForecaster(
        series, config.repeat() == NaiveConfig.Repeated.LAST ? 1 : series.spec().season());
  }
}
