package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link FrameStack}. */
public record FrameStackConfig(
    @Setting(
            value = "how many of the last observations are shown",
            defaultValue = "4",
            min = 1,
            max = 1024,
            unit = "observations")
        int frames) {
  public FrameStackConfig {
    Settings.check(FrameStackConfig.class, frames);
  }
}
