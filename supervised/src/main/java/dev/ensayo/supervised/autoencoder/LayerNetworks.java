package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ActivityPenaltySpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TiedLayers;
import dev.ensayo.core.examples.ExamplesSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Each layer of the encoder and the one of the decoder that answers to it, as an autoencoder of one
 * hidden layer, and where their parameters are in the whole network's.
 */
final class LayerNetworks {
  private final AutoencoderConfig config;
  private final Reconstruction reconstruction;
  private final List<Integer> widths;

  LayerNetworks(AutoencoderConfig config, ExamplesSpec examples) {
    this.config = config;
    this.reconstruction = config.loss().resolved(examples);
    this.widths = new ArrayList<>();
    widths.add(examples.inputSize());
    widths.addAll(config.hiddenUnits());
    widths.add(config.code());
  }

  /** How many layers the encoder has. */
  int count() {
    return widths.size() - 1;
  }

  /** Numbers that enter layer k. */
  int inputs(int k) {
    return widths.get(k);
  }

  /**
   * The autoencoder of layer k. Its output has the function that the decoder's layer has, and what
   * is compared are the inputs of the layer: by cross-entropy where they are probabilities, which
   * the outputs of sigmoids are, else by squared error.
   */
  NetworkSpec of(int k) {
    boolean last = k == count() - 1;
    Activation output = k == 0 ? reconstruction.activation() : config.activation();
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(dense(widths.get(k + 1), last ? config.codeActivation() : config.activation()));
    if (last && config.codePenalty() > 0) {
      layers.add(new ActivityPenaltySpec(config.codePenalty() * inputs(k)));
    }
    layers.add(dense(inputs(k), output));
    return new NetworkSpec(
            inputs(k),
            layers,
            loss(k, output),
            config.updater(),
            config.regularization(),
            config.gradientClipping())
        .withTies(config.tied() ? List.of(new TiedLayers(0, layers.size() - 1)) : List.of());
  }

  private Loss loss(int k, Activation output) {
    if (k == 0) {
      return reconstruction.loss();
    }
    return output == Activation.SIGMOID ? Loss.SIGMOID_CROSS_ENTROPY : Loss.SQUARED_ERROR;
  }

  private LayerSpec dense(int units, Activation activation) {
    return DenseSpec.of(units, activation, config.initialization());
  }

  /** The parameters of layer k's autoencoder, of those of the whole network. */
  float[] of(int k, float[] whole) {
    int encoder = size(k, k + 1);
    int decoder = size(k + 1, k);
    float[] own = new float[encoder + decoder];
    System.arraycopy(whole, encoderOffset(k), own, 0, encoder);
    System.arraycopy(whole, decoderOffset(k), own, encoder, decoder);
    return own;
  }

  /** Puts the parameters of layer k's autoencoder among those of the whole network. */
  void put(int k, float[] own, float[] whole) {
    int encoder = size(k, k + 1);
    System.arraycopy(own, 0, whole, encoderOffset(k), encoder);
    System.arraycopy(own, encoder, whole, decoderOffset(k), size(k + 1, k));
  }

  /** Weights and biases of a layer from one width to another. */
  private int size(int from, int to) {
    return Math.multiplyExact(widths.get(from) + 1, widths.get(to));
  }

  private int encoderOffset(int k) {
    int offset = 0;
    for (int i = 0; i < k; i++) {
      offset += size(i, i + 1);
    }
    return offset;
  }

  private int decoderOffset(int k) {
    int offset = encoderOffset(count());
    for (int i = count() - 1; i > k; i--) {
      offset += size(i + 1, i);
    }
    return offset;
  }
}
