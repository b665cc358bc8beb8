package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link InventedLanguages}. */
public record InventedLanguagesConfig(
    @Setting(value = "what a symbol is", defaultValue = "words") SymbolUnit symbols,
    @Setting(
            value = "nouns of each language",
            defaultValue = "20",
            min = 2,
            max = 500,
            unit = "words")
        int nouns,
    @Setting(
            value = "adjectives of each language",
            defaultValue = "12",
            min = 2,
            max = 500,
            unit = "words")
        int adjectives,
    @Setting(
            value = "verbs of each language",
            defaultValue = "12",
            min = 1,
            max = 500,
            unit = "words")
        int verbs,
    @Setting(
            value =
                "share of the pairs of an adjective and a noun that are never learned from; half of"
                    + " the test sentences have one",
            defaultValue = "0.1",
            min = 0,
            max = 0.5)
        double heldOut,
    @Setting(
            value = "how many different sentences there are",
            defaultValue = "{train: 10000, valid: 1000, test: 2000}")
        PartSizes examples,
    @Setting(
            value = "seed of the words and sentences, which are the same for all seeds of a study",
            defaultValue = "1")
        long seed) {
  public InventedLanguagesConfig {
    Settings.check(
        InventedLanguagesConfig.class, symbols, nouns, adjectives, verbs, heldOut, examples, seed);
  }
}
