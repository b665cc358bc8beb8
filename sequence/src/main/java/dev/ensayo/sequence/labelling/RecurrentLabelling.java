package dev.ensayo.sequence.labelling;

import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.network.RecurrentStack;
import java.util.Optional;

/**
 * A recurrent network that reads a text, and how it learns; {@link Unwrapped} into the settings of
 * an agent.
 */
public record RecurrentLabelling(
    @Setting(
            value = "D: length of a token's embedding; 0 to read tokens as one-hot vectors",
            defaultValue = "64",
            min = 0,
            max = 65536,
            unit = "numbers")
        int embeddingSize,
    @Setting(
            "word vectors that embeddings start from; as they are drawn unless given; needs an"
                + " embeddingSize that is their dimension")
        Optional<EmbeddingStart> embedding,
    @Setting(
            value = "probability of dropping each number of an embedding while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double embeddingDropout,
    @Unwrapped RecurrentStack stack,
    @Unwrapped LabelLearning learning) {
  public RecurrentLabelling {
    Settings.check(
        RecurrentLabelling.class, embeddingSize, embedding, embeddingDropout, stack, learning);
  }

  /**
   * The network.
   *
   * @param vocabulary number V of tokens
   * @param output what is put out
   */
  SequenceNetworkSpec network(int vocabulary, SequenceOutput output) {
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(
            vocabulary, embeddingSize, 0, 0, embedding.map(EmbeddingStart::train).orElse(true)),
        stack.specs(embeddingDropout),
        stack.dropout(),
        output,
        learning.optimization().updater(),
        learning.optimization().regularization(),
        learning.optimization().gradientClipping());
  }
}
