package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Bandit}. */
public record BanditConfig(
    @Setting(value = "number of arms", defaultValue = "11", min = 2, max = 1000) int arms,
    @Setting(
            value = "standard deviation of the normal noise on the reward that is learned from",
            defaultValue = "0",
            min = 0)
        double noise,
    @Setting(
            value = "seed of which arm pays what, which belongs to the task and not to a run",
            defaultValue = "42")
        int mappingSeed) {
  public BanditConfig {
    Settings.check(BanditConfig.class, arms, noise, mappingSeed);
  }
}
