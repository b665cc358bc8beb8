package dev.ensayo.embeddings.tools;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Options of the questions to word vectors. */
public record NeighborsConfig(
    @Setting(
            value = "how many words are shown",
            defaultValue = "10",
            min = 1,
            max = 1000,
            unit = "words")
        int count,
    @Setting(
            value = "of a file so many of the first words are read, the most frequent; 0 for all",
            defaultValue = "0",
            min = 0,
            unit = "words")
        int limit) {
  public NeighborsConfig {
    Settings.check(NeighborsConfig.class, count, limit);
  }
}
