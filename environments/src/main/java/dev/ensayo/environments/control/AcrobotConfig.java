package dev.ensayo.environments.control;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Acrobot}. */
public record AcrobotConfig(
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "500",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public AcrobotConfig {
    Settings.check(AcrobotConfig.class, stepLimit);
  }
}
