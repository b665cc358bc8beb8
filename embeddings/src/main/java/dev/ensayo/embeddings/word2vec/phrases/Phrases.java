package dev.ensayo.embeddings.word2vec.phrases;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of phrases, those of word2phrase.c by default. */
public record Phrases(
    @Setting(
            value =
                "two words that follow each other are a phrase if (count(ab) - discount) · N /"
                    + " (count(a) · count(b)) is larger; N counts all words",
            defaultValue = "100",
            min = 0)
        double threshold,
    @Setting(
            value = "taken off the count of two words, so that rare ones are none by chance",
            defaultValue = "5",
            min = 0,
            max = 1_000_000_000,
            unit = "occurrences")
        int discount,
    @Setting(
            value = "passes over the text; each may join what the one before has joined",
            defaultValue = "1",
            min = 1,
            max = 10,
            unit = "passes")
        int passes) {
  public Phrases {
    Settings.check(Phrases.class, threshold, discount, passes);
  }
}
