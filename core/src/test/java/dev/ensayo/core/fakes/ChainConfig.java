package dev.ensayo.core.fakes;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link ChainEnvironment}. */
public record ChainConfig(
    @Setting(value = "states in a row", defaultValue = "5", min = 2, max = 1000, unit = "states")
        int length,
    @Setting(
            value = "probability that an action does the opposite",
            defaultValue = "0.1",
            min = 0,
            max = 1)
        double slip,
    @Setting(
            value = "steps after which an episode is truncated; 0 for none",
            defaultValue = "20",
            min = 0,
            unit = "steps")
        int stepLimit) {
  public ChainConfig {
    Settings.check(ChainConfig.class, length, slip, stepLimit);
    if (stepLimit > 0 && stepLimit < length - 1) {
      throw new InvalidSettingException(
          "stepLimit", "must be at least length - 1 = " + (length - 1) + ", not " + stepLimit);
    }
  }
}
