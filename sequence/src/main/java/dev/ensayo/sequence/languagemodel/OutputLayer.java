package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** What makes probabilities of the last layer's hidden state. */
public sealed interface OutputLayer {
  /**
   * The output for a vocabulary.
   *
   * @param vocabulary number V of tokens
   * @param tied whether the weights are those of the embedding
   * @param range r: weights start as U(−r, r); 0 for Glorot and Bengio's normal distribution
   * @throws InvalidSettingException if it does not suit the vocabulary
   */
  SequenceOutput of(int vocabulary, boolean tied, double range);

  /** p = softmax(h·W + b). */
  @Choice(value = "softmax", summary = "one softmax over all tokens")
  record Softmax() implements OutputLayer {
    @Override
    public SequenceOutput of(int vocabulary, boolean tied, double range) {
      SequenceOutput.Classes classes = SequenceOutput.classes(vocabulary).starting(range);
      return tied ? classes.tiedToEmbedding() : classes;
    }
  }

  /**
   * The tokens in clusters, the frequent ones first (Grave et al., "Efficient softmax approximation
   * for GPUs", 2017).
   */
  @Choice(
      value = "adaptive-softmax",
      summary =
          "rare words in clusters with fewer dimensions, exact probabilities; zips need"
              + " ensayo-layers")
  record Adaptive(
      @Setting(
              value =
                  "where clusters of words begin, which are numbered by falling count; the words"
                      + " before the first are in the head",
              defaultValue = "[2000, 10000]",
              min = 1,
              max = 100_000_000,
              unit = "tokens")
          List<Integer> cutoffs,
      @Setting(
              value = "d: the i-th cluster sees the hidden state projected to U/dⁱ numbers",
              defaultValue = "4",
              min = 1,
              max = 1024)
          double divisor)
      implements OutputLayer {
    public Adaptive {
      Settings.check(Adaptive.class, cutoffs, divisor);
      cutoffs = List.copyOf(cutoffs);
      SequenceOutput.ClusteredClasses.checkCutoffs(cutoffs, Integer.MAX_VALUE);
    }

    @Override
    public SequenceOutput of(int vocabulary, boolean tied, double range) {
      return new SequenceOutput.ClusteredClasses(vocabulary, cutoffs, divisor, range);
    }
  }
}
