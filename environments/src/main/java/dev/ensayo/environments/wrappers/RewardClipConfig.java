package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link RewardClip}. */
public record RewardClipConfig(
    @Setting(value = "smallest reward that is learned from", defaultValue = "-1") double low,
    @Setting(value = "largest reward that is learned from", defaultValue = "1") double high) {
  public RewardClipConfig {
    Settings.check(RewardClipConfig.class, low, high);
    if (!(low < high)) {
      throw new InvalidSettingException("low", "must be less than high (" + high + "), not " + low);
    }
  }
}
