package dev.ensayo.environments.labelledtext;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.examples.Partitioning;
import java.util.List;
import java.util.OptionalInt;

/** Settings of {@link ClassifiedTexts}. */
public record LabelledTextConfig(
    @Setting(
            value = "where the texts come from, such as negation or {type: folder, folder: mine}",
            defaultValue = "negation")
        TextClassSource source,
    @Setting(value = "what a token is", defaultValue = "words") TextTokenizer tokenizer,
    @Setting(value = "whether all letters are made small", defaultValue = "false")
        boolean lowerCase,
    @Setting(
            value = "how much of each text is read: its first so many tokens; if absent all of it",
            min = 1,
            unit = "tokens")
        OptionalInt maximumLength,
    @Setting(
            value = "the classes to tell apart, by name or number; empty for all of them",
            defaultValue = "[]")
        List<String> classes,
    @Setting(
            value =
                "training texts that keep their label, drawn anew by each run's seed; all if absent",
            min = 1,
            unit = "texts of each class")
        OptionalInt perClass,
    @Setting(
            value =
                "training texts at most, drawn anew by each run's seed, each class in proportion;"
                    + " all if absent",
            min = 1,
            unit = "texts")
        OptionalInt limit,
    @Setting(
            value = "validation and test texts at most, each; all if absent",
            min = 1,
            unit = "texts")
        OptionalInt evaluationLimit,
    @Setting(
            value =
                "share of the training texts that is kept for validation, if there are none for it",
            defaultValue = "0.1",
            min = 0,
            max = 1,
            maxExcluded = true)
        double validShare,
    @Setting(
            value = "share of the training texts kept for the test, if there are none for it",
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
  public LabelledTextConfig {
    Settings.check(
        LabelledTextConfig.class,
        source,
        tokenizer,
        lowerCase,
        maximumLength,
        classes,
        perClass,
        limit,
        evaluationLimit,
        validShare,
        testShare,
        splitSeed);
    partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  private static Partitioning partitioning(
      OptionalInt perClass,
      OptionalInt limit,
      OptionalInt evaluationLimit,
      double validShare,
      double testShare,
      long splitSeed) {
    return new Partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }

  /** How the texts are dealt to the parts. */
  Partitioning partitioning() {
    return partitioning(perClass, limit, evaluationLimit, validShare, testShare, splitSeed);
  }
}
