package dev.ensayo.supervised.mlp;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Combination;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.WeightStart;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.NetworkChoice;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settings of a multilayer perceptron. */
@Choice(value = "mlp", summary = "a multilayer perceptron, with the settings of the agent mlp")
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
    @Setting(value = "in the hidden layers, " + Combination.MEANING, defaultValue = "linear")
        Combination combination,
    @Setting(value = Combination.BANDWIDTH, min = 0, minExcluded = true) OptionalDouble bandwidth,
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
    @Setting("what is measured and shown") ShownScores scores,
    @Setting(
            value =
                "whether each test records, layer by layer, the spread of the outputs, the norm of"
                    + " the gradient, and the shares of saturated outputs and of dead units",
            defaultValue = "false")
        boolean layerStatistics,
    @Setting("several workers that train the network together; it is trained alone unless given")
        Optional<DataParallelism> training)
    implements NetworkChoice {
  public MlpConfig {
    Settings.check(
        MlpConfig.class,
        hiddenUnits,
        activation,
        combination,
        bandwidth,
        initialization,
        batchNormalization,
        inputDropout,
        dropout,
        learning,
        scores,
        layerStatistics,
        training);
    hiddenUnits = List.copyOf(hiddenUnits);
    if (activation == Activation.SOFTMAX && !combination.radial()) {
      throw new InvalidSettingException(
          "activation", "softmax is not for hidden units, unless their combination is radial");
    }
    if (activation == Activation.SOFTMAX && batchNormalization) {
      throw new InvalidSettingException(
          "batchNormalization", "must be false with softmax in the hidden layers");
    }
    combination.checkBandwidth(bandwidth);
    if (!batchNormalization) { // which brings net inputs of both signs
      combination.checkActivation(activation);
    }
  }

  @Override
  public Support supports(ExamplesSpec examples) {
    return new MlpProvider().supports(examples, this);
  }

  @Override
  public NetworkSpec network(ExamplesSpec examples, int updatesPerEpoch) {
    return new MlpProvider().network(this, examples, updatesPerEpoch);
  }

  @Override
  public boolean givesWeights() {
    return initialization.given().isPresent();
  }
}
