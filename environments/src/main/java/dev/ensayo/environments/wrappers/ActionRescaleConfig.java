package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link ActionRescale}. */
public record ActionRescaleConfig(
    @Setting(value = "what stands for the process's least value", defaultValue = "-1") double low,
    @Setting(value = "what stands for the process's largest value", defaultValue = "1")
        double high) {
  public ActionRescaleConfig {
    Settings.check(ActionRescaleConfig.class, low, high);
    if (!(low < high)) {
      throw new InvalidSettingException(
          "high", "must be greater than low, " + low + ", not " + high);
    }
  }
}
