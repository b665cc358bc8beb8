package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.Objects;

/**
 * A transformer that reads tokens and tells the probabilities of the next one, and how it is
 * trained; {@code SequenceModels} makes a model of it. A step minimizes the mean of −ln p over the
 * targets; weight decay is that of matrices, embeddings and positions included.
 *
 * @param vocabulary number V of tokens, at least 2
 * @param embeddingTrained whether embeddings are learned; else they stay as they are put
 * @param body between the embedding and the output
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 */
public record TransformerNetworkSpec(
    int vocabulary,
    boolean embeddingTrained,
    TransformerSpec body,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping) {
  public TransformerNetworkSpec {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    if (vocabulary < 2) {
      throw new InvalidSettingException("vocabulary", "must be at least 2, not " + vocabulary);
    }
    if (!embeddingTrained && body.tiedOutput()) {
      throw new InvalidSettingException(
          "tiedOutput", "the embedding is the output's matrix, too, and must be learned");
    }
  }

  /** One whose embeddings are learned. */
  public TransformerNetworkSpec(
      int vocabulary,
      TransformerSpec body,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    this(vocabulary, true, body, updater, regularization, clipping);
  }
}
