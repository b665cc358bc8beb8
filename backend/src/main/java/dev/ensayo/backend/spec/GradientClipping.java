package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/**
 * Limits of the gradient of the mean loss. The norm over everything is limited first.
 *
 * @param norm largest L2 norm over all parameters together; a longer gradient is scaled down to it
 *     (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013)
 * @param value largest absolute value of each element; not together with {@code layerNorm}
 * @param layerNorm largest L2 norm over the parameters of each layer; a longer gradient of a layer
 *     is scaled down to it
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
        OptionalDouble value,
    @Setting(
            value = "largest L2 norm of the gradient over the parameters of each layer",
            min = 0,
            minExcluded = true)
        OptionalDouble layerNorm) {

  public GradientClipping {
    Settings.check(GradientClipping.class, norm, value, layerNorm);
    if (value.isPresent() && layerNorm.isPresent()) {
      throw new InvalidSettingException("layerNorm", "cannot be had together with value");
    }
  }

  /** Without a limit for each layer. */
  public GradientClipping(OptionalDouble norm, OptionalDouble value) {
    this(norm, value, OptionalDouble.empty());
  }

  /** No limit. */
  public static GradientClipping none() {
    return new GradientClipping(OptionalDouble.empty(), OptionalDouble.empty());
  }
}
