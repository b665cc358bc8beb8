package dev.ensayo.environments.gridworld;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of CliffWalking, see {@link CliffWalkingTable}. */
public record CliffWalkingConfig(
    @Setting(
            value = "whether one may slip to either side, with probability 1/3 each",
            defaultValue = "false")
        boolean slippery,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "0",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public CliffWalkingConfig {
    Settings.check(CliffWalkingConfig.class, slippery, stepLimit);
  }
}
