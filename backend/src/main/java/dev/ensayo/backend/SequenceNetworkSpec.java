package dev.ensayo.backend;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent language model and how it is trained; {@link SequenceModels} makes a model of it.
 *
 * <p>Tokens are embedded, or read by the first layer as one-hot rows would be; a softmax over the
 * vocabulary follows the last recurrent layer. A step minimizes the mean over the tokens of −ln p;
 * regularization is as in {@link NetworkSpec}.
 *
 * @param vocabulary number V of tokens, at least 2
 * @param embeddingSize length D of a token's embedding; 0 for none
 * @param layers recurrent layers from input to output, at least one
 * @param outputDropout probability of dropping each input of the softmax layer while training
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 */
public record SequenceNetworkSpec(
    int vocabulary,
    int embeddingSize,
    List<RecurrentSpec> layers,
    double outputDropout,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping) {

  public SequenceNetworkSpec {
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    layers = ImmutableList.copyOf(layers);
    if (vocabulary < 2) {
      throw new InvalidSettingException("vocabulary", "must be at least 2, not " + vocabulary);
    }
    if (embeddingSize < 0) {
      throw new InvalidSettingException(
          "embeddingSize", "must be at least 0, not " + embeddingSize);
    }
    if (layers.isEmpty()) {
      throw new InvalidSettingException("layers", "needs at least one recurrent layer");
    }
    if (embeddingSize == 0 && layers.get(0).dropout() > 0) {
      throw new InvalidSettingException(
          "layers[0].dropout", "drops embeddings, which need an embeddingSize of at least 1");
    }
    if (!(outputDropout >= 0 && outputDropout < 1)) {
      throw new InvalidSettingException(
          "outputDropout", "must be at least 0 and less than 1, not " + outputDropout);
    }
  }
}
