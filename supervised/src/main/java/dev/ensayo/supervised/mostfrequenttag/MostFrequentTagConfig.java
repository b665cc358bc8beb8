package dev.ensayo.supervised.mostfrequenttag;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@code most-frequent-tag}. */
public record MostFrequentTagConfig(
    @Setting(value = "what an unknown word is judged by", defaultValue = "suffix")
        UnknownWords unknown,
    @Setting(
            value = "letters of the longest ending that unknown words are judged by",
            defaultValue = "5",
            min = 1,
            max = 20,
            unit = "letters")
        int longestSuffix,
    @Setting(
            value =
                "unknown words are judged by the words that occur at most so often in the training"
                    + " part: frequent ones are unlike them",
            defaultValue = "10",
            min = 1,
            unit = "occurrences")
        int rareCount,
    @Setting(
            value = "bins of equal width of the expected calibration error",
            defaultValue = "15",
            min = 1,
            max = 1000,
            unit = "bins")
        int calibrationBins) {
  /** What an unknown word is judged by. */
  public enum UnknownWords {
    /** The longest ending that a rare word has, and whether it begins with a capital. */
    SUFFIX,
    /** The tags of all rare words. */
    OVERALL
  }

  public MostFrequentTagConfig {
    Settings.check(MostFrequentTagConfig.class, unknown, longestSuffix, rareCount, calibrationBins);
  }
}
