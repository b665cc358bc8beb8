package dev.ensayo.environments.control;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link CartPoleSwingup}. */
public record CartPoleSwingupConfig(
    @Setting(
            value = "cosine of the angle from upright above which a step pays",
            defaultValue = "0.5",
            min = -1,
            max = 1)
        double heightThreshold,
    @Setting(
            value = "angular velocity below which a step pays",
            defaultValue = "1",
            min = 0,
            minExcluded = true,
            unit = "rad/s")
        double velocityThreshold,
    @Setting(
            value = "distance from the middle below which a step pays",
            defaultValue = "1",
            min = 0,
            minExcluded = true,
            unit = "m")
        double positionThreshold,
    @Setting(value = "what a push costs", defaultValue = "0.1", min = 0) double moveCost,
    @Setting(
            value = "length after which an episode is truncated, and of which time is a share",
            defaultValue = "1000",
            min = 1,
            unit = "steps")
        int stepLimit) {
  public CartPoleSwingupConfig {
    Settings.check(
        CartPoleSwingupConfig.class,
        heightThreshold,
        velocityThreshold,
        positionThreshold,
        moveCost,
        stepLimit);
  }
}
