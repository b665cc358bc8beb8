package dev.ensayo.supervised.bagofwords;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Which n-grams are inputs, and how. */
public record BagFeatures(
    @Setting(
            value = "n of the longest n-grams; all shorter ones are inputs too",
            defaultValue = "2",
            min = 1,
            max = 8,
            unit = "tokens")
        int longest,
    @Setting(
            value = "occurrences in the training part that make an n-gram an input",
            defaultValue = "2",
            min = 1,
            unit = "occurrences")
        int minimumCount,
    @Setting(
            value = "n-grams at most, the most frequent",
            defaultValue = "20000",
            min = 1,
            max = 200_000,
            unit = "inputs")
        int maximum,
    @Setting(value = "what an input is", defaultValue = "counts") Weighting weighting) {
  /** What an input is. */
  public enum Weighting {
    /** How often the n-gram occurs. */
    COUNTS,
    /** 1 where it occurs, else 0. */
    BINARY,
    /** Count · (1 + ln((1 + N) / (1 + texts that have it))); then the text's length is 1. */
    TF_IDF
  }

  public BagFeatures {
    Settings.check(BagFeatures.class, longest, minimumCount, maximum, weighting);
  }
}
