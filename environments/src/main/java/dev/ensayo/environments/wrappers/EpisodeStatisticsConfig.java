package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link EpisodeStatistics}. */
public record EpisodeStatisticsConfig(
    @Setting(
            value = "how many of the last episodes the means are taken over",
            defaultValue = "100",
            min = 1,
            max = 1_000_000,
            unit = "episodes")
        int window) {
  public EpisodeStatisticsConfig {
    Settings.check(EpisodeStatisticsConfig.class, window);
  }
}
