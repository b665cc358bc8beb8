package dev.ensayo.environments.control;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link CartPole}. */
public record CartPoleConfig(
    @Setting(
            value = "whether a step pays 0 and the fall -1, instead of 1 for every step",
            defaultValue = "false")
        boolean suttonBartoReward,
    @Setting(
            value = "whether velocities are seen; without them an agent needs memory",
            defaultValue = "true")
        boolean velocities,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "500",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public CartPoleConfig {
    Settings.check(CartPoleConfig.class, suttonBartoReward, velocities, stepLimit);
  }
}
