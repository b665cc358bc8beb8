package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ActivityPenaltySpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TiedLayers;
import dev.ensayo.core.examples.ExamplesSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers of an autoencoder: hidden ones, the code, hidden ones in reverse, the reconstruction.
 * The first {@link #encoderLayers} make the code.
 */
final class AutoencoderNetwork {
  private AutoencoderNetwork() {}

  /** How many layers lead to the code, its own among them. */
  static int encoderLayers(AutoencoderConfig config) {
    return config.hiddenUnits().size() + 1;
  }

  static NetworkSpec of(AutoencoderConfig config, ExamplesSpec examples) {
    Reconstruction reconstruction = config.loss().resolved(examples);
    List<Integer> hidden = config.hiddenUnits();
    List<LayerSpec> layers = new ArrayList<>();
    hidden.forEach(units -> layers.add(dense(config, units, config.activation())));
    layers.add(dense(config, config.code(), config.codeActivation()));
    if (config.codePenalty() > 0) {
      // The loss is summed over the numbers of an input, of which the setting counts one.
      layers.add(new ActivityPenaltySpec(config.codePenalty() * examples.inputSize()));
    }
    for (int i = hidden.size() - 1; i >= 0; i--) {
      layers.add(dense(config, hidden.get(i), config.activation()));
    }
    layers.add(dense(config, examples.inputSize(), reconstruction.activation()));
    return new NetworkSpec(
            examples.inputSize(),
            layers,
            reconstruction.loss(),
            config.updater(),
            config.regularization(),
            config.gradientClipping())
        .withTies(config.tied() ? ties(encoderLayers(config), layers.size()) : List.of());
  }

  /** Each layer of the encoder with that as far from the end. */
  private static List<TiedLayers> ties(int encoderLayers, int layers) {
    return IntStream.range(0, encoderLayers)
        .mapToObj(layer -> new TiedLayers(layer, layers - 1 - layer))
        .toList();
  }

  private static LayerSpec dense(AutoencoderConfig config, int units, Activation activation) {
    return DenseSpec.of(units, activation, config.initialization());
  }
}
