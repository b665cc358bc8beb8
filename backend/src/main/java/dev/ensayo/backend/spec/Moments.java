package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;

/** The settings of Adam and of what was made of it (Kingma and Ba, "Adam", 2015). */
public record Moments(
    @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-3")) LearningRate rate,
    @Setting(
            value = "decay of the mean",
            defaultValue = "0.9",
            min = 0,
            max = 1,
            maxExcluded = true,
            after = "learningRate")
        double beta1,
    @Setting(
            value = "decay of the mean square",
            defaultValue = "0.999",
            min = 0,
            max = 1,
            maxExcluded = true,
            after = "learningRate")
        double beta2,
    @Setting(
            value = "added to the root",
            defaultValue = "1e-8",
            min = 0,
            minExcluded = true,
            max = 1,
            after = "learningRate")
        double epsilon) {
  public Moments {
    Settings.check(Moments.class, rate, beta1, beta2, epsilon);
  }

  /** With a learning rate that stays. */
  public Moments(double learningRate, double beta1, double beta2, double epsilon) {
    this(LearningRate.constant(learningRate), beta1, beta2, epsilon);
  }

  double learningRate() {
    return rate.learningRate();
  }

  Moments with(LearningRate other) {
    return new Moments(other, beta1, beta2, epsilon);
  }
}
