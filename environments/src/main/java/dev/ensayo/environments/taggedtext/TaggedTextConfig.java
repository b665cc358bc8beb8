package dev.ensayo.environments.taggedtext;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.labelledtext.TextReading;
import dev.ensayo.environments.examples.Partitioning;
import java.util.OptionalInt;

/** Settings of {@link TaggedSentences}. */
public record TaggedTextConfig(
    @Setting(
            value =
                "where the sentences come from, such as grammar or {type: conllu, train:"
                    + " es-train.conllu}",
            defaultValue = "grammar")
        TagSource source,
    @Setting(
            value = "words that occur less often in the training part become <unk>",
            defaultValue = "2",
            min = 1,
            unit = "occurrences")
        int minimumCount,
    @Setting(
            value = "largest size of the vocabulary, <unk> included; rarer words become <unk>",
            min = 2,
            unit = "words")
        OptionalInt maximumVocabulary,
    @Setting(value = "whether all letters are made small", defaultValue = "false")
        boolean lowerCase,
    @Setting(
            value =
                "how much of each sentence is read: its first so many words, and no others are asked"
                    + " for; if absent all of it",
            min = 1,
            unit = "words")
        OptionalInt maximumLength,
    @Setting(
            value =
                "training sentences at most, drawn anew by each run's seed (of files, whole ones);"
                    + " all if absent",
            min = 1,
            unit = "sentences or files")
        OptionalInt limit,
    @Setting(
            value = "validation and test sentences (of files, whole ones) at most, each",
            min = 1,
            unit = "sentences or files")
        OptionalInt evaluationLimit,
    @Setting(
            value =
                "share of the training sentences that is kept for validation, if there are none"
                    + " for it",
            defaultValue = "0.1",
            min = 0,
            max = 1,
            maxExcluded = true)
        double validShare,
    @Setting(
            value = "share of the training sentences kept for the test, if there are none for it",
            defaultValue = "0.2",
            min = 0,
            max = 1,
            maxExcluded = true)
        double testShare,
    @Setting(
            value =
                "seed of what is kept for validation and test, and of what is made up; the same in"
                    + " all runs",
            defaultValue = "0")
        long splitSeed) {
  public TaggedTextConfig {
    Settings.check(
        TaggedTextConfig.class,
        source,
        minimumCount,
        maximumVocabulary,
        lowerCase,
        maximumLength,
        limit,
        evaluationLimit,
        validShare,
        testShare,
        splitSeed);
    partitioning(limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  private static Partitioning partitioning(
      OptionalInt limit,
      OptionalInt evaluationLimit,
      double validShare,
      double testShare,
      long splitSeed) {
    return new Partitioning(
        OptionalInt.empty(), limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  /** How the sentences are dealt to the parts. */
  Partitioning partitioning() {
    return partitioning(limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  /** How they are read. Where a sentence is to be cut into words later, signs are apart. */
  TextReading reading() {
    return new TextReading(
        TokenUnit.WORD,
        true,
        lowerCase,
        minimumCount,
        maximumVocabulary.isPresent() ? maximumVocabulary.getAsInt() - 1 : 0,
        maximumLength.orElse(0));
  }
}
