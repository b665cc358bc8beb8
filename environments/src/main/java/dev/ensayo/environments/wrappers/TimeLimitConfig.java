package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link TimeLimit}. */
public record TimeLimitConfig(
    @Setting(value = "length after which an episode is truncated", min = 1, unit = "steps")
        int steps) {
  public TimeLimitConfig {
    Settings.check(TimeLimitConfig.class, steps);
  }
}
