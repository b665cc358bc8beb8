package dev.ensayo.sequence.languagemodel;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * Averaged stochastic gradient descent that begins where the validation loss no longer falls:
 * NT-ASGD (Merity et al., "Regularizing and optimizing LSTM language models", 2018, algorithm 1).
 */
public record Averaging(
    @Setting(
            value =
                "n: averaging begins at the first test whose validation loss is higher than the"
                    + " lowest one up to n tests before",
            defaultValue = "5",
            min = 1,
            max = 10_000,
            unit = "tests")
        int nonMonotone) {
  public Averaging {
    Settings.check(Averaging.class, nonMonotone);
  }
}
