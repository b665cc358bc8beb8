package dev.ensayo.embeddings.vectors;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;

/**
 * The first line of word2vec's files. In files of Deeplearning4j's lookup tables a third number
 * follows, of documents, and the words below are in Base64.
 *
 * @param words V
 * @param dimension D
 * @param hasDocuments whether a number of documents follows
 */
record VectorsHeader(int words, int dimension, boolean hasDocuments) {
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
    if (fields.size() == 2 || fields.size() == 3) {
      try {
        int words = Integer.parseInt(fields.get(0));
        int dimension = Integer.parseInt(fields.get(1));
        if (words >= 0 && dimension > 0 && (long) words * dimension <= Integer.MAX_VALUE) {
          return new VectorsHeader(words, dimension, fields.size() == 3);
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

  /** The line for so many words, without documents. */
  static String line(int words, int dimension) {
    return words + " " + dimension + "\n";
  }
}
