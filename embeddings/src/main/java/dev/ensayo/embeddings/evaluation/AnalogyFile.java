package dev.ensayo.embeddings.evaluation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Google's format of analogies: {@code : section}, then four words a line. */
public final class AnalogyFile {
  private static final Splitter WORDS =
      Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().trimResults();
  private static final String SECTION = ":";

  private AnalogyFile() {}

  /**
   * Reads all questions.
   *
   * @throws IOException if the file cannot be read, or naming the line that is not as it should be
   */
  public static ImmutableList<AnalogyQuestion> read(Path file) throws IOException {
    ImmutableList.Builder<AnalogyQuestion> questions = ImmutableList.builder();
    String section = "";
    int number = 0;
    for (String line : TestLines.of(file)) {
      number++;
      List<String> words = WORDS.splitToList(line);
      if (line.startsWith(SECTION)) {
        section = line.substring(1).trim();
      } else if (words.size() == 4) {
        questions.add(
            new AnalogyQuestion(section, words.get(0), words.get(1), words.get(2), words.get(3)));
      } else if (!words.isEmpty()) {
        throw new IOException(
            file
                + ":"
                + number
                + ": expected ': section' or four words, found "
                + words.size()
                + " words");
      }
    }
    ImmutableList<AnalogyQuestion> all = questions.build();
    if (all.isEmpty()) {
      throw new IOException(file + " holds no analogies");
    }
    return all;
  }
}
