package dev.ensayo.sequence.naive;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@code naive}. */
public record NaiveConfig(
    @Setting(
            value = "what is said again: the last value, or that of one season ago",
            defaultValue = "last")
        Repeated repeat) {
  /** What is said again. */
  public enum Repeated {
    /** The last value. */
    LAST,
    /** The value of the same time one season ago. */
    SEASON
  }

  public NaiveConfig {
    Settings.check(NaiveConfig.class, repeat);
  }
}
