package dev.ensayo.environments.control;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Pendulum}. */
public record PendulumConfig(
    @Setting(value = "acceleration by gravity", defaultValue = "10", min = 0, unit = "m/s^2")
        double gravity,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "200",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public PendulumConfig {
    Settings.check(PendulumConfig.class, gravity, stepLimit);
  }
}
