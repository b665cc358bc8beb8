package dev.ensayo.core.vectors;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;

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
   * @param below the beginning of the line below, which tells Deeplearning4j's tables from a line
   *     of three numbers
   * @return empty if it is not two whole numbers, of which the second is positive
   */
  static Optional<VectorsHeader> find(String line, String below) {
    List<String> fields = FIELDS.splitToList(line);
    boolean hasDocuments = fields.size() == 3 && below.startsWith(TextVectors.BASE64);
    if (fields.size() != 2 && !hasDocuments) {
      return Optional.empty();
    }
    Integer words = Ints.tryParse(fields.get(0));
    Integer dimension = Ints.tryParse(fields.get(1));
    return words == null || dimension == null || words < 0 || dimension <= 0
        ? Optional.empty()
        : Optional.of(new VectorsHeader(words, dimension, hasDocuments));
  }

  /** Whether a line is two whole numbers: a first line, though it may be a wrong one. */
  static boolean isMeant(String line) {
    return line.strip().matches("-?\\d+\\s+-?\\d+");
  }

  /** What is said of a first line that begins no known layout. */
  static VectorsFormatException wrong(String line, String source) {
    String shown = line.length() > 40 ? line.substring(0, 40) + "…" : line;
    return new VectorsFormatException(
        source
            + ": the first line must be the number of words and the numbers per word, such as"
            + " '68286 100', or a word and its numbers, not '"
            + shown
            + "'");
  }

  /** The line for so many words, without documents. */
  static String line(int words, int dimension) {
    return words + " " + dimension + "\n";
  }
}
