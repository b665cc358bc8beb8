package dev.ensayo.sequence.languagemodel;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Lowers the learning rate when the validation loss no longer falls. */
public record PlateauDecay(
    @Setting(
            value = "what the learning rate is multiplied by",
            defaultValue = "0.5",
            min = 0,
            minExcluded = true,
            max = 1,
            maxExcluded = true)
        double factor,
    @Setting(
            value = "tests in a row without a new best after which it is lowered",
            defaultValue = "1",
            min = 1,
            unit = "tests")
        int patience) {
  public PlateauDecay {
    Settings.check(PlateauDecay.class, factor, patience);
  }
}
