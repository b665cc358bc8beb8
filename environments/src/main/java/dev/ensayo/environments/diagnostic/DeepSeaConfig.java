package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link DeepSea}. */
public record DeepSeaConfig(
    @Setting(value = "rows and columns N", defaultValue = "10", min = 2, max = 100, unit = "cells")
        int size,
    @Setting(
            value =
                "whether a step to the right fails with probability 1/N and there is standard"
                    + " normal noise on the reward of the last step in the two outer columns",
            defaultValue = "false")
        boolean stochastic,
    @Setting(value = "what N steps to the right cost together", defaultValue = "0.01", min = 0)
        double moveCost,
    @Setting(
            value = "whether which action leads to the right is drawn for each cell; else it is 1",
            defaultValue = "true")
        boolean randomizeActions,
    @Setting(
            value = "seed of that draw, which belongs to the task and not to a run",
            defaultValue = "42")
        int mappingSeed) {
  public DeepSeaConfig {
    Settings.check(DeepSeaConfig.class, size, stochastic, moveCost, randomizeActions, mappingSeed);
  }
}
