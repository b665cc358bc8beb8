package dev.ensayo.supervised.mlp;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.WeightStart;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.List;

/** Settings of a multilayer perceptron. */
public record MlpConfig(
    @Setting(
            value = "widths of the hidden layers, from input to output",
            defaultValue = "[64, 64]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(
            value =
                "distribution of the initial weights, while the biases start at zero; or all of"
                    + " them, as {type: given, layers: [{weights: [[20, 20]], biases: [-30]}]}",
            defaultValue = "relu")
        WeightStart initialization,
    @Setting(
            value = "whether each hidden layer is normalized over the batch before its function",
            defaultValue = "false")
        boolean batchNormalization,
    @Setting(
            value = "probability of dropping an input while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double inputDropout,
    @Setting(
            value = "probability of dropping a hidden unit while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double dropout,
    @Setting("how it learns") Learning learning,
    @Setting("what is measured and shown") ShownScores scores)
    implements Supervised {
  public MlpConfig {
    Settings.check(
        MlpConfig.class,
        hiddenUnits,
        activation,
        initialization,
        batchNormalization,
        inputDropout,
        dropout,
        learning,
        scores);
    hiddenUnits = List.copyOf(hiddenUnits);
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
  }
}
