package dev.ensayo.core.series;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.EnvironmentSpec;

/**
 * The shapes of a series.
 *
 * @param columns what is known at each moment, by name
 * @param target place of the one that is forecast among them
 * @param window W: moments that a forecast may look at, that of the origin the last of them
 * @param horizon H: moments after the origin that are forecast
 * @param season S: moments after which the seasonal naive forecast repeats; 1 where there is none
 */
public record SeriesSpec(
    ImmutableList<String> columns, int target, int window, int horizon, int season)
    implements EnvironmentSpec {
  public SeriesSpec {
    checkArgument(target >= 0 && target < columns.size(), "target %s of %s", target, columns);
    checkArgument(window >= 1, "window must be at least 1: %s", window);
    checkArgument(horizon >= 1, "horizon must be at least 1: %s", horizon);
    checkArgument(season >= 1, "season must be at least 1: %s", season);
  }

  @Override
  public String kind() {
    return "series";
  }

  /** The column that is forecast. */
  public String targetName() {
    return columns.get(target);
  }
}
