package dev.ensayo.embeddings.tools;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.util.Optional;

/** Options of {@code evaluate}. */
public record EvaluateConfig(
    @Setting(
            value =
                "analogies are asked and answered with so many of the most frequent words; 0 for"
                    + " all",
            defaultValue = "30000",
            min = 0,
            unit = "words")
        int vocabulary,
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
  public EvaluateConfig {
    Settings.check(EvaluateConfig.class, vocabulary, limit, vectors);
  }
}
