package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/**
 * Penalties on the weights (not the biases), l1·Σ|w| + l2·Σw²/2, and a limit on them.
 *
 * @param maxNorm the largest L2 norm of the weights into one unit or of one kernel; larger ones are
 *     scaled down after each step (Srivastava et al., "Dropout", 2014, section 5.1)
 */
public record Regularization(
    @Setting(value = "factor of the sum of absolute weights", defaultValue = "0", min = 0)
        double l1,
    @Setting(value = "factor of half the sum of squared weights", defaultValue = "0", min = 0)
        double l2,
    @Setting(value = "largest L2 norm of the weights into one unit", min = 0, minExcluded = true)
        OptionalDouble maxNorm) {

  public Regularization {
    Settings.check(Regularization.class, l1, l2, maxNorm);
  }

  /** Penalties alone. */
  public Regularization(double l1, double l2) {
    this(l1, l2, OptionalDouble.empty());
  }

  /** No penalty. */
  public static Regularization none() {
    return Settings.defaults(Regularization.class);
  }
}
