package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.sequence.text.Sampling;
import java.util.Optional;
import java.util.OptionalInt;

/** Options of {@link SampleTool}. */
public record SampleConfig(
    @Setting("text that the sample goes on with; none begins a new text") Optional<String> prompt,
    @Setting(
            value =
                "p^(1/temperature), scaled to 1 again, takes the place of p; 0 always takes the"
                    + " likeliest token",
            defaultValue = "1",
            min = 0,
            max = 100)
        double temperature,
    @Setting(value = "only so many of the likeliest tokens are drawn", min = 1, unit = "tokens")
        OptionalInt topK,
    @Setting(
            value = "only the likeliest tokens that together have this probability are drawn",
            defaultValue = "1",
            min = 0,
            minExcluded = true,
            max = 1)
        double topP,
    @Setting(value = "the same seed draws the same text", defaultValue = "1") long seed,
    @Setting(
            value = "how much is written",
            defaultValue = "500",
            min = 1,
            max = 10_000_000,
            unit = "tokens")
        int length) {
  public SampleConfig {
    Settings.check(SampleConfig.class, prompt, temperature, topK, topP, seed, length);
  }

  Sampling sampling() {
    return new Sampling(temperature, topK, topP);
  }
}
