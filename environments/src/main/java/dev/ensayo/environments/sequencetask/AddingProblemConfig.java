package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link AddingProblem}. */
public record AddingProblemConfig(
    @Setting(
            value = "length T of a sequence",
            defaultValue = "100",
            min = 2,
            max = 100_000,
            unit = "steps")
        int length) {
  public AddingProblemConfig {
    Settings.check(AddingProblemConfig.class, length);
  }
}
