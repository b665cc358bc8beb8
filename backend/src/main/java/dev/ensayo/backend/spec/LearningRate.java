package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * η and how it changes: the settings that updaters share.
 *
 * @param learningRate η before any schedule
 */
public record LearningRate(
    @Setting(value = "learning rate", min = 0, minExcluded = true, max = 1000) double learningRate,
    @Setting(value = "how the learning rate changes", defaultValue = "constant")
        LearningRateSchedule schedule) {
  public LearningRate {
    Settings.check(LearningRate.class, learningRate, schedule);
  }

  /** One that stays. */
  public static LearningRate constant(double learningRate) {
    return new LearningRate(learningRate, new LearningRateSchedule.Constant());
  }
}
