package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link RewardNormalizer}. */
public record RewardNormalizerConfig(
    @Setting(
            value = "γ of the sum whose deviation rewards are divided by; best the agent's",
            defaultValue = "0.99",
            min = 0,
            max = 1)
        double discount,
    @Setting(
            value = "largest magnitude of a reward that is learned from",
            defaultValue = "10",
            min = 0,
            minExcluded = true,
            unit = "standard deviations")
        double clip,
    @Setting(
            value = "added to the variance, so that rewards that are always the same stay finite",
            defaultValue = "1e-8",
            min = 0,
            minExcluded = true)
        double epsilon) {
  public RewardNormalizerConfig {
    Settings.check(RewardNormalizerConfig.class, discount, clip, epsilon);
  }
}
