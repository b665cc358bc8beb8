package dev.ensayo.embeddings.word2vec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How a word is predicted from a vector. */
public sealed interface WordOutput {
  /** One word against a few that are drawn at random; how many, is said beside it. */
  @Choice(
      value = "negative-sampling",
      summary = "told from words drawn at random; negative, noisePower and sharedNegatives are its")
  record NegativeSampling() implements WordOutput {}

  /**
   * The softmax over the whole vocabulary, exactly (Mikolov et al. 2013b, equation 2).
   *
   * @param mostWords the vocabulary may have
   */
  @Choice(
      value = "full-softmax",
      summary = "exact, over all V words: a prediction costs V/(1 + negative) times as much")
  record FullSoftmax(
      @Setting(
              value = "a larger vocabulary is refused; each prediction changes V·D numbers",
              defaultValue = "10000",
              min = 2,
              max = 10_000_000,
              unit = "words")
          int mostWords)
      implements WordOutput {
    public FullSoftmax {
      Settings.check(FullSoftmax.class, mostWords);
    }
  }

  /** Decisions down a Huffman tree (Morin and Bengio 2005; Mikolov et al. 2013b, section 2.1). */
  @Choice(
      value = "hierarchical-softmax",
      summary = "exact, about log V decisions down a Huffman tree; words have input vectors alone")
  record HierarchicalSoftmax() implements WordOutput {}
}
