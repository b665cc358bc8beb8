package dev.ensayo.environments.markovtext;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.text.SplitFractions;

/** Settings of {@link MarkovText}; the source is described at {@link MarkovSource}. */
public record MarkovTextConfig(
    @Setting(
            value = "letters besides the space",
            defaultValue = "5",
            min = 1,
            max = 26,
            unit = "letters")
        int letters,
    @Setting(
            value = "how many letters back the next one depends on",
            defaultValue = "1",
            min = 1,
            max = 3,
            unit = "letters")
        int order,
    @Setting(
            value = "how much some letters are preferred to others: 0 not at all, 3 strongly",
            defaultValue = "3",
            min = 0,
            max = 10)
        double sharpness,
    @Setting(value = "kinds of brackets: ( [ { <", defaultValue = "4", min = 1, max = 4)
        int brackets,
    @Setting(
            value = "how many brackets may be open at a time",
            defaultValue = "2",
            min = 1,
            max = 8)
        int depth,
    @Setting(
            value = "probability that a bracket opens next, where one may",
            defaultValue = "0.12",
            min = 0.01,
            max = 0.5)
        double open,
    @Setting(
            value = "probability that the last open bracket is closed next, where one is open",
            defaultValue = "0.12",
            min = 0.01,
            max = 0.5)
        double close,
    @Setting(
            value = "length of the text",
            defaultValue = "1000000",
            min = 100,
            max = 1_000_000_000,
            unit = "characters")
        int tokens,
    @Setting(
            value = "shares of the text to learn from, to stop by and to test on",
            defaultValue = "{train: 0.9, valid: 0.05, test: 0.05}")
        SplitFractions split,
    @Setting(
            value =
                "seed of the source and of its text, which are the same for all seeds of a study",
            defaultValue = "1")
        long seed) {
  public MarkovTextConfig {
    Settings.check(
        MarkovTextConfig.class,
        letters,
        order,
        sharpness,
        brackets,
        depth,
        open,
        close,
        tokens,
        split,
        seed);
    if (open + close >= 1) {
      throw new InvalidSettingException(
          "open", "open and close must sum to less than 1, not " + (open + close));
    }
  }
}
