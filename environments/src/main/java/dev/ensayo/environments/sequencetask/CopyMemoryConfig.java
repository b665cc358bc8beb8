package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link CopyMemory}. */
public record CopyMemoryConfig(
    @Setting(
            value = "steps T between the last symbol and the first answer",
            defaultValue = "50",
            min = 1,
            max = 100_000,
            unit = "steps")
        int delay,
    @Setting(value = "symbols to remember", defaultValue = "10", min = 1, max = 1000) int length,
    @Setting(
            value = "how many different symbols there are",
            defaultValue = "8",
            min = 2,
            max = 1000)
        int symbols,
    @Setting(
            value =
                "which answers count: all T + 2 · length, as in the paper, or only the symbols to"
                    + " recall",
            defaultValue = "all")
        Counted counted) {
  public CopyMemoryConfig {
    Settings.check(CopyMemoryConfig.class, delay, length, symbols, counted);
  }

  /** Which answers count. */
  public enum Counted {
    /** Every step's. */
    ALL,
    /** Only those of the steps at which a symbol is to be recalled. */
    RECALLED
  }
}
