package dev.ensayo.backend;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Objects;

/**
 * A feed-forward network and how it is trained; {@link Models} makes a model of it.
 *
 * <p>The loss of a step is the mean over the batch of each example's loss. Regularization adds to
 * the gradient of the weights, not of the biases, after clipping and before the updater, as
 * Deeplearning4j does.
 *
 * @param inputs length {@code F} of one input, at least 1
 * @param layers from input to output; the last one is the output layer
 * @param loss what is minimized
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 */
public record NetworkSpec(
    int inputs,
    List<LayerSpec> layers,
    Loss loss,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping) {

  public NetworkSpec {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    layers = ImmutableList.copyOf(layers);
    if (inputs < 1) {
      throw new InvalidSettingException("inputs", "must be at least 1, not " + inputs);
    }
    if (layers.isEmpty()) {
      throw new InvalidSettingException("layers", "needs at least the output layer");
    }
    for (int i = 0; i < layers.size(); i++) {
      checkActivation(i, layers.get(i), i == layers.size() - 1, loss);
    }
  }

  /** Length {@code O} of one output. */
  public int outputs() {
    return layers.get(layers.size() - 1).units();
  }

  private static void checkActivation(int index, LayerSpec layer, boolean output, Loss loss) {
    Activation activation = layer.activation();
    String key = "layers[" + index + "].activation";
    if (!output && activation == Activation.SOFTMAX) {
      throw new InvalidSettingException(key, "softmax belongs to the output layer");
    }
    if (output && loss == Loss.SOFTMAX_CROSS_ENTROPY && activation != Activation.SOFTMAX) {
      throw new InvalidSettingException(key, "must be softmax with loss softmax-cross-entropy");
    }
    if (output && loss == Loss.SIGMOID_CROSS_ENTROPY && activation != Activation.SIGMOID) {
      throw new InvalidSettingException(key, "must be sigmoid with loss sigmoid-cross-entropy");
    }
  }
}
