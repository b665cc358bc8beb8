package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link DigitAddition}. */
public record DigitAdditionConfig(
    @Setting(
            value = "digits of the longest numbers",
            defaultValue = "3",
            min = 1,
            max = 9,
            unit = "digits")
        int digits,
    @Setting(
            value = "whether a question is read from its end, as in the published example",
            defaultValue = "true")
        boolean reversed,
    @Setting(
            value = "how many different questions there are",
            defaultValue = "{train: 45000, valid: 5000, test: 5000}")
        PartSizes examples,
    @Setting(
            value = "seed of the questions, which are the same for all seeds of a study",
            defaultValue = "1")
        long seed) {
  public DigitAdditionConfig {
    Settings.check(DigitAdditionConfig.class, digits, reversed, examples, seed);
  }
}
