package dev.ensayo.environments.gridworld;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of Taxi, see {@link TaxiTable}. */
public record TaxiConfig(
    @Setting(value = "whether a possible move may go astray to either side", defaultValue = "false")
        boolean rainy,
    @Setting(
            value = "probability not to go astray where it is rainy",
            defaultValue = "0.8",
            min = 0,
            max = 1)
        double rainyProbability,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "200",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public TaxiConfig {
    Settings.check(TaxiConfig.class, rainy, rainyProbability, stepLimit);
  }
}
