package dev.ensayo.environments.minatar;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of a game of MinAtar. */
public record MinAtarConfig(
    @Setting(
            value =
                "probability that the action executed last is executed again in place of another",
            defaultValue = "0.1",
            min = 0,
            max = 1)
        double stickyActionProbability,
    @Setting(
            value = "whether the game becomes harder as it goes on, where it does",
            defaultValue = "true")
        boolean difficultyRamping,
    @Setting(
            value =
                "full: nothing, left, up, right, down, fire, in all games; minimal: those that do"
                    + " something in this one",
            defaultValue = "full")
        ActionSet actions,
    @Setting(
            value = "length after which an episode is truncated; 0 for never",
            defaultValue = "0",
            min = 0,
            unit = "steps")
        int stepLimit) {
  /** Which actions there are. */
  public enum ActionSet {
    FULL,
    MINIMAL
  }

  public MinAtarConfig {
    Settings.check(
        MinAtarConfig.class, stickyActionProbability, difficultyRamping, actions, stepLimit);
  }
}
