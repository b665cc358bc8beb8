package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** Options of {@link ScoreTool}. */
public record ScoreConfig(
    @Setting(
            value = "whether the lines are alternatives, to be ordered by their likelihood",
            defaultValue = "false")
        boolean rank,
    @Setting(
            value = "whether a line is read after the lines before it, instead of by itself",
            defaultValue = "false")
        boolean continuous,
    @Setting(
            value = "whether -ln p and the rank of each token are shown below its line",
            defaultValue = "false")
        boolean tokens,
    @Setting(
            value = "only the first so many lines are scored; if absent all of them",
            min = 1,
            unit = "lines")
        OptionalInt lines) {
  public ScoreConfig {
    Settings.check(ScoreConfig.class, rank, continuous, tokens, lines);
    if (rank && continuous) {
      throw new InvalidSettingException(
          "rank", "compares lines by themselves; leave continuous out");
    }
  }
}
