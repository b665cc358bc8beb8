package dev.ensayo.supervised.predict;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;

/** Options of {@code predict}. */
public record PredictConfig(
    @Setting("file that takes the predictions, as CSV; they are printed if absent")
        Optional<String> out) {
  public PredictConfig {
    Settings.check(PredictConfig.class, out);
  }
}
