package dev.ensayo.embeddings.evaluation;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;

/** What word vectors are tested with, beside what the environment brings along. */
public record WordTestsConfig(
    @Setting("a file of analogies, such as word-eval/questions-words.txt; below the data folder")
        Optional<String> analogies,
    @Setting(
            value =
                "analogies are asked and answered with so many of the most frequent words; 0 for"
                    + " all",
            defaultValue = "30000",
            min = 0,
            unit = "words")
        int vocabulary,
    @Setting(
            value =
                "files of word pairs with a score, such as word-eval/wordsim353-combined.csv; below"
                    + " the data folder",
            defaultValue = "[]")
        List<String> similarities) {
  public WordTestsConfig {
    Settings.check(WordTestsConfig.class, analogies, vocabulary, similarities);
  }
}
