package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** Settings of {@link TMaze}. */
public record TMazeConfig(
    @Setting(
            value = "steps from the sign at the start to the junction",
            defaultValue = "10",
            min = 1,
            max = 10_000,
            unit = "steps")
        int corridor,
    @Setting(value = "features: three bits; state: an index, for tables", defaultValue = "features")
        Seen observation,
    @Setting(
            value =
                "length after which an episode is truncated; 0 for never; if absent ten times the"
                    + " shortest way",
            min = 0,
            unit = "steps")
        OptionalInt stepLimit) {
  public TMazeConfig {
    Settings.check(TMazeConfig.class, corridor, observation, stepLimit);
  }
}
