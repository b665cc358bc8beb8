package dev.ensayo.environments.series;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.text.SplitFractions;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Settings of {@link ForecastSeries}. */
public record SeriesConfig(
    @Setting(
            value = "where the series comes from, such as ar2 or {type: csv, file: my.csv}",
            defaultValue = "ar2")
        SeriesSource source,
    @Setting(
            value = "moments that a forecast looks at, that of its origin the last of them",
            defaultValue = "12",
            min = 1,
            max = 100_000,
            unit = "moments")
        int window,
    @Setting(
            value = "moments after the origin that are forecast",
            defaultValue = "1",
            min = 1,
            max = 10_000,
            unit = "moments")
        int horizon,
    @Setting(
            value =
                "moments after which the seasonal naive forecast repeats; that of the source if"
                    + " absent, which is 1, no season, for files",
            min = 1,
            unit = "moments")
        OptionalInt season,
    @Setting(
            value = "shares of the moments, one part after the other",
            defaultValue = "{train: 0.7, valid: 0.1, test: 0.2}")
        SplitFractions split,
    @Setting(
            value = "moments from one origin of a test to the next",
            defaultValue = "1",
            min = 1,
            unit = "moments")
        int originStep,
    @Setting(
            value = "how columns are scaled for networks, by the training part alone",
            defaultValue = "standardize")
        SeriesScale scale,
    @Setting("seed of what is drawn, the same in all runs; if absent, each run draws by its own")
        OptionalLong seed) {
  public SeriesConfig {
    Settings.check(
        SeriesConfig.class, source, window, horizon, season, split, originStep, scale, seed);
  }
}
