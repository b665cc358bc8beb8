package dev.ensayo.environments.series;

import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.series.SeriesTask;

/** Makes {@link ForecastSeries}. */
public final class SeriesProvider implements EnvironmentProvider<SeriesConfig> {
  @Override
  public String name() {
    return "series";
  }

  @Override
  public String summary() {
    return "Numbers over time to be forecast, from a CSV file or made up.";
  }

  @Override
  public Class<SeriesConfig> configType() {
    return SeriesConfig.class;
  }

  @Override
  public SeriesTask open(SeriesConfig config) {
    return new ForecastSeries(config);
  }
}
