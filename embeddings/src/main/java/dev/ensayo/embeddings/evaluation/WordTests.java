package dev.ensayo.embeddings.evaluation;

import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;

/** What word vectors are tested with, beside the relations that a corpus knows of itself. */
public record WordTests(
    @Setting(
            value =
                "a file of analogies in Google's format, such as word-eval/questions-words.txt, or"
                    + " spanish for questions that Ensayo brings along",
            path = PathTo.FILE)
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
            value = "files of word pairs with a score, such as word-eval/wordsim353-combined.csv",
            defaultValue = "[]",
            path = PathTo.FILE)
        List<String> similarities,
    @Setting(
            value =
                "words on the map in the report; without any, those of the first analogies, or the"
                    + " most frequent",
            defaultValue = "[]")
        List<String> map) {
  public WordTests {
    Settings.check(WordTests.class, analogies, vocabulary, similarities, map);
  }
}
