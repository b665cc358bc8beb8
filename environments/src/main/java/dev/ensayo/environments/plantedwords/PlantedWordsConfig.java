package dev.ensayo.environments.plantedwords;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link PlantedWords}. */
public record PlantedWordsConfig(
    @Setting(
            value = "E: things that the language has words for",
            defaultValue = "16",
            min = 2,
            max = 200,
            unit = "things")
        int things,
    @Setting(
            value = "R: forms of the word for a thing, as a country has a capital and a currency",
            defaultValue = "4",
            min = 2,
            max = 20,
            unit = "forms")
        int forms,
    @Setting(
            value = "words that go with each thing, and as many with each form",
            defaultValue = "5",
            min = 1,
            max = 100,
            unit = "words")
        int companions,
    @Setting(
            value = "words that go with nothing",
            defaultValue = "30",
            min = 1,
            max = 10_000,
            unit = "words")
        int fillers,
    @Setting(
            value = "probability that a word is a filler",
            defaultValue = "0.2",
            min = 0,
            max = 1,
            maxExcluded = true)
        double fillerShare,
    @Setting(
            value = "probability that the thing, or the form, changes after a word",
            defaultValue = "0.08",
            min = 0,
            max = 1,
            minExcluded = true)
        double change,
    @Setting(
            value = "length of a sentence",
            defaultValue = "20",
            min = 2,
            max = 1000,
            unit = "words")
        int sentence,
    @Setting(
            value = "length of the training text; the validation and test texts have a tenth each",
            defaultValue = "300000",
            min = 100,
            max = 1_000_000_000,
            unit = "words")
        int words,
    @Setting(
            value = "which text of the language; all seeds of a study read the same",
            defaultValue = "1")
        long text) {
  public PlantedWordsConfig {
    Settings.check(
        PlantedWordsConfig.class,
        things,
        forms,
        companions,
        fillers,
        fillerShare,
        change,
        sentence,
        words,
        text);
  }
}
