package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ActivityPenaltySpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TiedLayers;
import dev.ensayo.core.config.InvalidSettingException;
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
    return config.filters().isEmpty()
        ? config.hiddenUnits().size() + 1
        : 2 * config.filters().size();
  }

  /** Numbers of a code. */
  static int codeSize(AutoencoderConfig config, ExamplesSpec examples) {
    return config.filters().isEmpty() ? config.code() : convolutional(config, examples).codeSize();
  }

  /**
   * The whole network.
   *
   * @throws InvalidSettingException if convolutions are asked for of rows of a table
   */
  static NetworkSpec of(AutoencoderConfig config, ExamplesSpec examples) {
    Reconstruction reconstruction = config.loss().resolved(examples);
    boolean images = !config.filters().isEmpty();
    List<LayerSpec> layers =
        new ArrayList<>(
            images
                ? convolutional(config, examples).encoder(config.codeActivation())
                : encoder(config));
    if (config.codePenalty() > 0) {
      // The loss is summed over the numbers of an input, of which the setting counts one.
      layers.add(new ActivityPenaltySpec(config.codePenalty() * examples.inputSize()));
    }
    layers.addAll(
        images
            ? convolutional(config, examples).decoder(reconstruction.activation())
            : decoder(config, examples, reconstruction));
    return new NetworkSpec(
            images ? examples.inputShape().asList() : List.of(examples.inputSize()),
            layers,
            reconstruction.loss(),
            config.updater(),
            config.regularization(),
            config.gradientClipping())
        .withTies(config.tied() ? ties(encoderLayers(config), layers.size()) : List.of());
  }

  private static ConvolutionalLayers convolutional(
      AutoencoderConfig config, ExamplesSpec examples) {
    if (!examples.isImage()) {
      throw new InvalidSettingException(
          "filters", "are for images; these are rows of a table, for which there is hiddenUnits");
    }
    return new ConvolutionalLayers(
        config.filters(),
        examples.inputShape().asList(),
        config.activation(),
        config.initialization());
  }

  private static List<LayerSpec> encoder(AutoencoderConfig config) {
    List<LayerSpec> layers = new ArrayList<>();
    config.hiddenUnits().forEach(units -> layers.add(dense(config, units, config.activation())));
    layers.add(dense(config, config.code(), config.codeActivation()));
    return layers;
  }

  private static List<LayerSpec> decoder(
      AutoencoderConfig config, ExamplesSpec examples, Reconstruction reconstruction) {
    List<Integer> hidden = config.hiddenUnits();
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = hidden.size() - 1; i >= 0; i--) {
      layers.add(dense(config, hidden.get(i), config.activation()));
    }
    layers.add(dense(config, examples.inputSize(), reconstruction.activation()));
    return layers;
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
