package dev.ensayo.supervised.cnn;

import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
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

/** Settings of a convolutional network. */
@Choice(value = "cnn", summary = "a convolutional network, with the settings of the agent cnn")
public record CnnConfig(
    @Setting("a named network; small-cnn unless layers are written out")
        Optional<Architecture> architecture,
    @Setting(
            value =
                "layers written out, in place of an architecture, without the output layer, which"
                    + " is added",
            defaultValue = "[]")
        List<LayerSpec> layers,
    @Setting(
            value =
                "probability of dropping each input of the output layer while training; by default"
                    + " the architecture's own, none where layers are written out",
            min = 0,
            max = 1,
            maxExcluded = true)
        OptionalDouble outputDropout,
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
  public CnnConfig {
    Settings.check(
        CnnConfig.class,
        architecture,
        layers,
        outputDropout,
        learning,
        scores,
        layerStatistics,
        training);
    layers = List.copyOf(layers);
    if (architecture.isPresent() && !layers.isEmpty()) {
      throw new InvalidSettingException(
          "layers", "must be left out where an architecture is named, or the architecture");
    }
    if (architecture.isEmpty() && layers.isEmpty()) {
      architecture = Optional.of(Architecture.SMALL_CNN);
    }
  }

  /** The layers before the output layer. */
  List<LayerSpec> torso(List<Integer> image) {
    return architecture.map(named -> named.layers(image)).orElse(layers);
  }

  /** Dropout before the output layer. */
  double dropoutBeforeOutput() {
    return outputDropout.orElse(architecture.map(Architecture::outputDropout).orElse(0.0));
  }

  @Override
  public Support supports(ExamplesSpec examples) {
    return new CnnProvider().supports(examples, this);
  }

  @Override
  public NetworkSpec network(ExamplesSpec examples, int updatesPerEpoch) {
    return new CnnProvider().network(this, examples, updatesPerEpoch);
  }
}
