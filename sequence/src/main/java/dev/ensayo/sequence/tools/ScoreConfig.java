package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Options of {@link ScoreTool}. */
public record ScoreConfig(
    @Setting(
            value = "whether the lines are alternatives, to be ordered by their likelihood",
            defaultValue = "false")
        boolean rank,
    @Setting(
            value = "whether a line is read after the lines before it, instead of by itself",
            defaultValue = "false")
        boolean continuous) {
  public ScoreConfig {
    Settings.check(ScoreConfig.class, rank, continuous);
    if (rank && continuous) {
      throw new InvalidSettingException(
          "rank", "compares lines by themselves; leave continuous out");
    }
  }
}
