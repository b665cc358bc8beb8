package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * The body of a decoder of text: blocks of causal attention and of two dense layers, each with
 * layer normalization before it and a residual connection around it (Radford et al., "Language
 * models are unsupervised multitask learners", 2019, section 2.3).
 *
 * @param layers L
 * @param heads H, of which {@code embeddingSize} is a multiple
 * @param embeddingSize D
 */
public record TransformerSpec(
    @Setting(
            value = "blocks, each of attention and of two dense layers",
            defaultValue = "4",
            min = 1,
            max = 100,
            unit = "blocks")
        int layers,
    @Setting(
            value = "heads of attention in each block; embeddingSize is a multiple",
            defaultValue = "4",
            min = 1,
            max = 1024,
            unit = "heads")
        int heads,
    @Setting(
            value = "D: length of a token's embedding and of all that goes from block to block",
            defaultValue = "128",
            min = 2,
            max = 65536)
        int embeddingSize,
    @Setting(
            value = "hidden units of a block's dense layers, as a multiple of embeddingSize",
            defaultValue = "4",
            min = 1,
            max = 64)
        int expansion,
    @Setting(
            value = "the most tokens that a prediction is made from, and the length of a window",
            defaultValue = "64",
            min = 2,
            max = 65536,
            unit = "tokens")
        int context,
    @Setting(
            value =
                "how a token's place is told: a vector learned for each (Radford et al., 2018), or"
                    + " queries and keys turned by it (Su et al., \"RoFormer\", 2021)",
            defaultValue = "learned")
        Positions positions,
    @Setting(
            value = "whether the output's weights are the embedding's (Press and Wolf, 2017)",
            defaultValue = "true")
        boolean tiedOutput,
    @Setting(
            value =
                "standard deviation of the initial weights; of those that end a branch, divided by"
                    + " √(2·layers)",
            defaultValue = "0.02",
            min = 0,
            minExcluded = true,
            max = 10)
        double initialDeviation,
    @Setting(
            value = "probability of dropping each number of an embedding while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double embeddingDropout,
    @Setting(
            value = "probability of dropping each of attention's weights while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double attentionDropout,
    @Setting(
            value = "probability of dropping each number that a branch adds while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double residualDropout) {

  /** How a token's place is told. */
  public enum Positions {
    /** A vector for each position. */
    LEARNED,
    /** Turned queries and keys. */
    ROTARY
  }

  public TransformerSpec {
    Settings.check(
        TransformerSpec.class,
        layers,
        heads,
        embeddingSize,
        expansion,
        context,
        positions,
        tiedOutput,
        initialDeviation,
        embeddingDropout,
        attentionDropout,
        residualDropout);
    if (embeddingSize % heads != 0) {
      throw new InvalidSettingException(
          "embeddingSize", "must be a multiple of heads (" + heads + "), not " + embeddingSize);
    }
    if (positions == Positions.ROTARY && embeddingSize / heads % 2 != 0) {
      throw new InvalidSettingException(
          "positions", "rotary ones need heads of an even size, not of " + embeddingSize / heads);
    }
  }
}
