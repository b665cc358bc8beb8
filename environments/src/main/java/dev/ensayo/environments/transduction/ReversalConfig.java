package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Reversal}. */
public record ReversalConfig(
    @Setting(
            value = "how many different letters there are",
            defaultValue = "26",
            min = 2,
            max = 26,
            unit = "letters")
        int letters,
    @Setting(
            value = "of the shortest rows",
            defaultValue = "3",
            min = 1,
            max = 1000,
            unit = "letters")
        int shortest,
    @Setting(
            value = "of the longest rows",
            defaultValue = "12",
            min = 1,
            max = 1000,
            unit = "letters")
        int longest,
    @Setting(
            value = "how many different rows there are",
            defaultValue = "{train: 20000, valid: 1000, test: 2000}")
        PartSizes examples,
    @Setting(
            value = "seed of the rows, which are the same for all seeds of a study",
            defaultValue = "1")
        long seed) {
  public ReversalConfig {
    Settings.check(ReversalConfig.class, letters, shortest, longest, examples, seed);
    if (longest < shortest) {
      throw new InvalidSettingException(
          "longest", "must be at least shortest, " + shortest + ", not " + longest);
    }
  }
}
