package dev.ensayo.backend;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Penalties on the weights (not the biases): l1·Σ|w| + l2·Σw²/2. */
public record Regularization(
    @Setting(value = "factor of the sum of absolute weights", defaultValue = "0", min = 0)
        double l1,
    @Setting(value = "factor of half the sum of squared weights", defaultValue = "0", min = 0)
        double l2) {

  public Regularization {
    Settings.check(Regularization.class, l1, l2);
  }

  /** No penalty. */
  public static Regularization none() {
    return Settings.defaults(Regularization.class);
  }
}
