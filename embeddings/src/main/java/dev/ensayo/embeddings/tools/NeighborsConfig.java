package dev.ensayo.embeddings.tools;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.util.Optional;

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
        int limit,
    @Setting(
            "of a run's words the vectors as inputs, as outputs, or the mean of both; absent: those"
                + " of its agent.vectors")
        Optional<VectorChoice> vectors) {
  public NeighborsConfig {
    Settings.check(NeighborsConfig.class, count, limit, vectors);
  }
}
