package dev.ensayo.core.subword;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of character n-grams, those of fastText by default. */
public record Subwords(
    @Setting(
            value = "shortest n-grams of <word>, which < and > are part of",
            defaultValue = "3",
            min = 1,
            max = 20,
            unit = "characters")
        int shortest,
    @Setting(value = "longest n-grams", defaultValue = "6", min = 1, max = 20, unit = "characters")
        int longest,
    @Setting(
            value = "n-grams are hashed to so many vectors, of which those that are used are kept",
            defaultValue = "2000000",
            min = 1,
            max = 1_000_000_000,
            unit = "buckets")
        int buckets) {
  public Subwords {
    Settings.check(Subwords.class, shortest, longest, buckets);
    if (shortest > longest) {
      throw new InvalidSettingException(
          "shortest", "must be at most longest (" + longest + "), not " + shortest);
    }
  }
}
