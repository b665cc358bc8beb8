package dev.ensayo.backend;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/**
 * Limits of the gradient of the mean loss. With both, the norm is limited first.
 *
 * @param norm largest L2 norm over all parameters together; a longer gradient is scaled down to it
 *     (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013)
 * @param value largest absolute value of each element
 */
public record GradientClipping(
    @Setting(
            value = "largest L2 norm of the gradient over all parameters",
            min = 0,
            minExcluded = true)
        OptionalDouble norm,
    @Setting(
            value = "largest absolute value of each element of the gradient",
            min = 0,
            minExcluded = true)
        OptionalDouble value) {

  public GradientClipping {
    Settings.check(GradientClipping.class, norm, value);
  }

  /** No limit. */
  public static GradientClipping none() {
    return new GradientClipping(OptionalDouble.empty(), OptionalDouble.empty());
  }
}
