package dev.ensayo.supervised.gan;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** One of the two networks: dense layers, and how they learn. */
public record PerceptronSpec(
    @Setting(
            value = "widths of the hidden layers",
            defaultValue = "[128, 128]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(
            value = "distribution of the initial weights; the biases start at zero",
            defaultValue = "relu")
        Initialization initialization,
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: adam, learningRate: 1e-3, beta1: 0.5}")
        UpdaterSpec updater,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping) {
  public PerceptronSpec {
    Settings.check(
        PerceptronSpec.class, hiddenUnits, activation, initialization, updater, gradientClipping);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
  }

  /**
   * The network.
   *
   * @param inputs length of an input
   * @param outputs length of an output
   * @param last function of the outputs
   */
  NetworkSpec network(int inputs, int outputs, Activation last) {
    ImmutableList.Builder<LayerSpec> layers = ImmutableList.builder();
    hiddenUnits.forEach(units -> layers.add(DenseSpec.of(units, activation, initialization)));
    layers.add(DenseSpec.of(outputs, last, Initialization.XAVIER));
    return new NetworkSpec(
        inputs,
        layers.build(),
        Loss.SQUARED_ERROR, // not used: each loss is given by its gradient
        updater,
        Settings.defaults(Regularization.class),
        gradientClipping);
  }
}
