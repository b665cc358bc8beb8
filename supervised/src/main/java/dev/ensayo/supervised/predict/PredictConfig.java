package dev.ensayo.supervised.predict;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;

/** Options of {@code predict}. */
public record PredictConfig(
    @Setting("file that takes the predictions, as CSV; they are printed if absent")
        Optional<String> out,
    @Setting("a text to answer, instead of files; of runs that learned from texts")
        Optional<String> text,
    @Setting(
            value =
                "for texts: whether each line of a file is a text, as it always is where words have"
                    + " classes; otherwise a file is",
            defaultValue = "false")
        boolean lines) {
  public PredictConfig {
    Settings.check(PredictConfig.class, out, text, lines);
  }
}
