package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Catch}. */
public record CatchConfig(
    @Setting(value = "rows of the board", defaultValue = "10", min = 2, max = 100, unit = "cells")
        int rows,
    @Setting(value = "columns of the board", defaultValue = "5", min = 1, max = 100, unit = "cells")
        int columns,
    @Setting(
            value = "features: the board, each cell 0 or 1; state: an index, for tables",
            defaultValue = "features")
        Seen observation) {
  public CatchConfig {
    Settings.check(CatchConfig.class, rows, columns, observation);
  }
}
