package dev.ensayo.agents.torso;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerNormalizationSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.WindowSpec;
import java.util.List;

/**
 * Of what the hidden layers of a network are made.
 *
 * @param activation of each hidden unit
 * @param initialization of the weights
 * @param gain factor of the initial weights
 * @param normalized whether the sums of each layer are normalized before the activation (Ba, Kiros
 *     and Hinton, "Layer normalization", 2016), behind a convolution over the channels of each
 *     position
 */
public record LayerRecipe(
    Activation activation, Initialization initialization, double gain, boolean normalized) {
  /** Added to the variance, as PyTorch's layer normalization does. */
  private static final double EPSILON = 1e-5;

  /** A fully connected layer. */
  List<LayerSpec> dense(int units) {
    return followed(new DenseSpec(units, own(), initialization, 0, gain, 0));
  }

  /** A convolution without padding. */
  List<LayerSpec> convolution(Convolution layer) {
    WindowSpec window = new WindowSpec(layer.kernel(), layer.stride(), Padding.VALID, 0);
    return followed(
        new ConvolutionSpec(layer.filters(), window, true, own(), initialization, 0, gain));
  }

  private Activation own() {
    return normalized ? Activation.IDENTITY : activation;
  }

  private List<LayerSpec> followed(LayerSpec layer) {
    return normalized
        ? ImmutableList.of(layer, new LayerNormalizationSpec(EPSILON, activation))
        : ImmutableList.of(layer);
  }
}
