package dev.ensayo.embeddings.vectors;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;

/**
 * The first line of word2vec's files.
 *
 * @param words V
 * @param dimension D
 */
record VectorsHeader(int words, int dimension) {
  private static final Splitter FIELDS =
      Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().trimResults();

  /**
   * Reads it.
   *
   * @param source what the message of an error begins with
   * @throws VectorsFormatException if it is not two whole numbers that fit into memory
   */
  static VectorsHeader parse(String line, String source) throws VectorsFormatException {
    List<String> fields = FIELDS.splitToList(line);
    if (fields.size() == 2) {
      try {
        int words = Integer.parseInt(fields.get(0));
        int dimension = Integer.parseInt(fields.get(1));
        if (words >= 0 && dimension > 0 && (long) words * dimension <= Integer.MAX_VALUE) {
          return new VectorsHeader(words, dimension);
        }
      } catch (NumberFormatException e) {
        throw wrong(line, source);
      }
    }
    throw wrong(line, source);
  }

  private static VectorsFormatException wrong(String line, String source) {
    String shown = line.length() > 40 ? line.substring(0, 40) + "…" : line;
    return new VectorsFormatException(
        source
            + ": the first line must be the number of words and the numbers per word, such as"
            + " '68286 100', not '"
            + shown
            + "'");
  }

  String line() {
    return words + " " + dimension + "\n";
  }
}
