package dev.ensayo.sequence.autoregression;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.forecast.SolvedForecast;
import dev.ensayo.sequence.forecast.SolvedForecastProvider;

/** {@code autoregression}. */
public final class AutoregressionProvider extends SolvedForecastProvider<AutoregressionConfig> {
  @Override
  public String name() {
    return "autoregression";
  }

  @Override
  public String summary() {
    return "Linear regression on the last values of a series, by least squares.";
  }

  @Override
  public Class<AutoregressionConfig> configType() {
    return AutoregressionConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, AutoregressionConfig config) {
    if (!(environment instanceof SeriesSpec series)) {
      return Support.no("it forecasts a series, not a " + environment.kind());
    }
    if (config.lags().orElse(1) > series.window()) {
      throw new InvalidSettingException(
          "lags",
          "%s lags need a window of as many moments; environment.window is %s"
              .formatted(config.lags().getAsInt(), series.window()));
    }
    return Support.yes();
  }

  @Override
  public Training start(AutoregressionConfig config, TrainingContext context) {
    return new SolvedForecast(
        context,
        series ->
            Autoregression.fit(
                series, config.lags().orElse(series.spec().window()), config.ridge()));
  }
}
