package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Discretize}. */
public record DiscretizeConfig(
    @Setting(
            value = "k: how many values each number of an action may have, both bounds among them",
            defaultValue = "5",
            min = 2,
            max = 1024,
            unit = "values")
        int values) {
  public DiscretizeConfig {
    Settings.check(DiscretizeConfig.class, values);
  }
}
