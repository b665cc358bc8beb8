package dev.ensayo.sequence.network;

import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * How weights follow from gradients; {@link dev.ensayo.core.config.Unwrapped} into the settings of
 * an agent.
 */
public record Optimization(
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: adam, learningRate: 1e-3}")
        UpdaterSpec updater,
    @Setting(value = "limits of the gradient", defaultValue = "{norm: 1}")
        GradientClipping gradientClipping,
    @Setting("penalties on the weights; none unless given") Regularization regularization) {
  public Optimization {
    Settings.check(Optimization.class, updater, gradientClipping, regularization);
  }
}
