package dev.ensayo.environments.control;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link MountainCarContinuous}. */
public record MountainCarContinuousConfig(
    @Setting(
            value = "velocity the car needs at the goal",
            defaultValue = "0",
            min = -0.07,
            max = 0.07,
            unit = "position per step")
        double goalVelocity,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "999",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public MountainCarContinuousConfig {
    Settings.check(MountainCarContinuousConfig.class, goalVelocity, stepLimit);
  }
}
