package dev.ensayo.backend.example;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.Recurrence;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/** A minimal gated unit (Zhou et al., "Minimal gated unit for recurrent neural networks", 2016). */
@Choice(value = "mgu", summary = "a minimal gated unit: a GRU with a single gate")
public record MinimalGatedSpec(
    @Unwrapped Recurrence recurrence,
    @Setting(value = "initial bias of the gate", defaultValue = "0", after = "units")
        double gateBias)
    implements RecurrentSpec {
  public MinimalGatedSpec {
    Settings.check(MinimalGatedSpec.class, recurrence, gateBias);
    if (recurrence.layerNormalization()) {
      throw new InvalidSettingException("layerNormalization", "must be false in an mgu");
    }
  }

  @Override
  public BaseRecurrentLayer.Builder<?> cell() {
    return new MinimalGated.Builder()
        .gateBias(gateBias)
        .activation(InDeeplearning4j.activation(Activation.TANH));
  }
}
