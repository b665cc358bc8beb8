package dev.ensayo.sequence.text;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Samples that a finished run shows in the report. */
public record ShownSamples(
    @Setting(
            value = "length of each; 0 for none",
            defaultValue = "400",
            min = 0,
            max = 100_000,
            unit = "tokens")
        int length,
    @Setting(value = "temperature of each", defaultValue = "[0.5, 0.8, 1.0]", min = 0, max = 100)
        List<Double> temperatures) {
  public ShownSamples {
    Settings.check(ShownSamples.class, length, temperatures);
    temperatures = List.copyOf(temperatures);
  }
}
