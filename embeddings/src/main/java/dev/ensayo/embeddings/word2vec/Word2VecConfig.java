package dev.ensayo.embeddings.word2vec;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.subword.Subwords;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.LengthDependent;
import dev.ensayo.embeddings.evaluation.WordTests;
import dev.ensayo.embeddings.vectors.VectorChoice;
import dev.ensayo.embeddings.word2vec.phrases.Phrases;
import java.util.Optional;

/** Settings of word2vec. Two matrices of V·D floats are kept: 2·V·D·4 bytes. */
public record Word2VecConfig(
    @Setting(
            value = "skip-gram predicts a word from each word around it, cbow from their mean",
            defaultValue = "skip-gram")
        Architecture architecture,
    @Setting(
            value =
                "D; the vectors take 2·V·D·4 bytes with V words: 55 MB for 68,000 words and D 100",
            defaultValue = "100",
            min = 1,
            max = 10_000,
            unit = "numbers per word")
        int dimension,
    @Setting(
            value = "how far the window reaches to each side",
            defaultValue = "5",
            min = 1,
            max = 1000,
            unit = "words")
        int window,
    @Setting(
            value = "whether each window's reach is drawn from 1 to window, equally likely",
            defaultValue = "true")
        boolean dynamicWindow,
    @Setting(value = "what makes probabilities of dot products", defaultValue = "negative-sampling")
        WordOutput output,
    @Setting(
            value = "negative samples per prediction",
            defaultValue = "5",
            min = 1,
            max = 1000,
            unit = "words")
        int negative,
    @Setting(
            value = "negative samples are drawn in proportion to count to this power",
            defaultValue = "0.75",
            min = 0,
            max = 2)
        double noisePower,
    @Setting(
            value =
                "skip-gram: one set of negative samples for all of a window, which makes a window"
                    + " three small matrix products; cbow has one set per window anyway",
            defaultValue = "false")
        boolean sharedNegatives,
    @Setting(
            "character n-grams, whose vectors are part of a word's (fastText), so that forms of a"
                + " word share what they learn and unknown words have vectors; absent: none")
        Optional<Subwords> subwords,
    @Setting(
            "pairs of words that stand together more often than chance has it are one word, such as"
                + " New_York (word2phrase); absent: none")
        Optional<Phrases> phrases,
    @Setting(
            value =
                "whether punctuation before and after a word is cut off: 'venta,' is then 'venta'",
            defaultValue = "false")
        boolean trimPunctuation,
    @Setting(
            value = "words that occur less often are left out",
            defaultValue = "5",
            min = 1,
            max = 1_000_000_000,
            unit = "occurrences")
        int minCount,
    @Setting(
            value =
                "t: of words of a higher relative frequency f only √(t/f) + t/f of the occurrences"
                    + " are used; 0 for all",
            defaultValue = "0.001",
            min = 0,
            max = 1)
        double sample,
    @Setting(
            value = "α at the start",
            defaultValue = "0.025",
            min = 0,
            max = 10,
            minExcluded = true)
        double learningRate,
    @Setting(
            value = "α at the end of the budget; it falls along a line",
            defaultValue = "0.0001",
            min = 0,
            max = 10)
        double finalLearningRate,
    @Setting(
            value =
                "table: the logistic function in 2,048 steps, off by less than 0.001; exact: to the"
                    + " last digit",
            defaultValue = "table")
        Sigmoid sigmoid,
    @Setting(
            value =
                "with backend.threads above 1: hogwild lets threads write over each other, so a run"
                    + " cannot be repeated; deterministic gives the same bits with any number of"
                    + " threads, also with 1",
            defaultValue = "hogwild")
        Parallelism parallelism,
    @Setting(
            value =
                "deterministic: parts of the corpus that are learned from side by side before what"
                    + " they changed is put together; more threads than shards are of no use",
            defaultValue = "4",
            min = 1,
            max = 64,
            unit = "shards")
        int shards,
    @Setting(
            value =
                "the corpus is kept as numbers (4 bytes a word) if it has no more words than this;"
                    + " else it is read from its files again in every epoch",
            defaultValue = "200000000",
            min = 0,
            max = 2_000_000_000,
            unit = "words")
        int cachedWords,
    @Setting(
            value =
                "different words that are counted at once; beyond, the rarest are dropped on the"
                    + " way and words counted low may be missing",
            defaultValue = "20000000",
            min = 1000,
            max = 500_000_000,
            unit = "words")
        int countedWords,
    @Setting(
            value = "which of a word's vectors are written, searched and tested",
            defaultValue = "input")
        VectorChoice vectors,
    @Setting(
            value =
                "words of the validation part that tests predict, for the perplexity; each costs"
                    + " up to 2·window·V·D products; 0 for none",
            defaultValue = "0",
            min = 0,
            unit = "words")
        int predictedWords,
    @Setting("what the vectors are tested with") WordTests tests)
    implements LengthDependent {
  /** What predicts what. */
  public enum Architecture {
    SKIP_GRAM,
    CBOW
  }

  /** How σ is computed. */
  public enum Sigmoid {
    TABLE,
    EXACT
  }

  /** What several threads do. */
  public enum Parallelism {
    HOGWILD,
    DETERMINISTIC
  }

  public Word2VecConfig {
    Settings.check(
        Word2VecConfig.class,
        architecture,
        dimension,
        window,
        dynamicWindow,
        output,
        negative,
        noisePower,
        sharedNegatives,
        subwords,
        phrases,
        trimPunctuation,
        minCount,
        sample,
        learningRate,
        finalLearningRate,
        sigmoid,
        parallelism,
        shards,
        cachedWords,
        countedWords,
        vectors,
        predictedWords,
        tests);
    if (sharedNegatives && architecture == Architecture.CBOW) {
      throw new InvalidSettingException(
          "sharedNegatives",
          "cbow makes one prediction per window, with one set of negative samples; leave it out or"
              + " say architecture: skip-gram");
    }
    if (!(output instanceof WordOutput.NegativeSampling)) {
      checkWithoutSamples(output, negative, noisePower, sharedNegatives);
    }
    if (output instanceof WordOutput.HierarchicalSoftmax && vectors != VectorChoice.INPUT) {
      throw new InvalidSettingException(
          "vectors",
          "with output: hierarchical-softmax words have input vectors alone, its outputs are the"
              + " inner nodes of a tree; leave it out or say vectors: input");
    }
    if (predictedWords > 0 && phrases.isPresent()) {
      throw new InvalidSettingException(
          "predictedWords", "is not there for texts with phrases; leave one of the two out");
    }
    if (finalLearningRate > learningRate) {
      throw new InvalidSettingException(
          "finalLearningRate",
          "must be at most learningRate (" + learningRate + "), not " + finalLearningRate);
    }
  }

  private static void checkWithoutSamples(
      WordOutput output, int negative, double noisePower, boolean sharedNegatives) {
    String reason = "output: " + Choices.name(output.getClass()) + " draws no negative samples";
    Word2VecConfig usual = Settings.defaults(Word2VecConfig.class);
    if (sharedNegatives) {
      throw new InvalidSettingException("sharedNegatives", reason + "; leave it out");
    }
    if (negative != usual.negative()) {
      throw new InvalidSettingException("negative", reason + "; leave it out");
    }
    if (noisePower != usual.noisePower()) {
      throw new InvalidSettingException("noisePower", reason + "; leave it out");
    }
  }

  /** α falls along a line that ends with the budget. */
  @Override
  public ImmutableMap<String, String> dependingOnLength(Budget budget) {
    return finalLearningRate == learningRate
        ? ImmutableMap.of()
        : ImmutableMap.of("finalLearningRate", "finalLearningRate: " + learningRate);
  }
}
