package dev.ensayo.core.training;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * When training ends before its budget: after so many tests in a row without a better value on the
 * validation part (Prechelt, "Early stopping – but when?", 1998, criterion UP).
 */
public record EarlyStopping(
    @Setting(value = "what is watched on the validation part", defaultValue = "loss") Watch watch,
    @Setting(
            value = "tests in a row without a better value that end the run",
            defaultValue = "5",
            min = 1,
            unit = "tests")
        int patience,
    @Setting(
            value = "by how much a value must be better to count as better",
            defaultValue = "0",
            min = 0)
        double leastGain,
    @Setting(
            value = "whether the run ends with the parameters of the best test",
            defaultValue = "true")
        boolean restoreBest) {
  /** What is watched. */
  public enum Watch {
    /** Lower is better. */
    LOSS,
    /** Higher is better; of classes only. */
    ACCURACY
  }

  public EarlyStopping {
    Settings.check(EarlyStopping.class, watch, patience, leastGain, restoreBest);
  }
}
