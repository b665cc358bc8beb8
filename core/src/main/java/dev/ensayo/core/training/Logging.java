package dev.ensayo.core.training;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How often training metrics are written. */
public record Logging(
    @Setting(
            value = "write the mean of each training metric each time so much of the budget passed",
            defaultValue = "1000",
            min = 1,
            unit = "budget clock")
        long every) {
  public Logging {
    Settings.check(Logging.class, every);
  }
}
