package dev.ensayo.sequence.text;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/**
 * How the next token is drawn from a model's probabilities: first the temperature, then the largest
 * k, then the smallest set of them that holds a share p. A temperature above 1 makes unlikely
 * tokens likelier.
 */
public record Sampling(
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
        double topP) {
  public Sampling {
    Settings.check(Sampling.class, temperature, topK, topP);
  }

  /** All tokens, with that temperature. */
  public static Sampling atTemperature(double temperature) {
    return new Sampling(temperature, OptionalInt.empty(), 1);
  }
}
