package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link ObservationNormalizer}. */
public record ObservationNormalizerConfig(
    @Setting(
            value = "largest magnitude of a normalized feature",
            defaultValue = "10",
            min = 0,
            minExcluded = true,
            unit = "standard deviations")
        double clip,
    @Setting(
            value = "added to the variance, so that constant features stay finite",
            defaultValue = "1e-8",
            min = 0,
            minExcluded = true)
        double epsilon) {
  public ObservationNormalizerConfig {
    Settings.check(ObservationNormalizerConfig.class, clip, epsilon);
  }
}
