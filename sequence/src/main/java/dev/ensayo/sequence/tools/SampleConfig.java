package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.text.Sampling;
import java.util.Optional;

/** Options of {@link SampleTool}. */
public record SampleConfig(
    @Setting("text that the sample goes on with; none begins a new text") Optional<String> prompt,
    @Unwrapped Sampling sampling,
    @Setting(value = "the same seed draws the same text", defaultValue = "1") long seed,
    @Setting(
            value = "how much is written",
            defaultValue = "500",
            min = 1,
            max = 10_000_000,
            unit = "tokens")
        int length) {
  public SampleConfig {
    Settings.check(SampleConfig.class, prompt, sampling, seed, length);
  }
}
