package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.transduction.Notation;
import java.io.PrintWriter;

/**
 * A source as it was given.
 *
 * @param place file and line with a colon after it; empty on the command line
 */
record Asked(String text, String place) {
  /**
   * Its symbols.
   *
   * @param err takes a note where words are unknown
   * @throws InvalidSettingException if it cannot be read, with its place
   */
  int[] encode(Notation notation, PrintWriter err) {
    int[] ids;
    try {
      ids = notation.encode(text);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException(place.isEmpty() ? "" : "lines", place + e.getMessage());
    }
    if (notation.vocabulary().unit() == TokenUnit.WORD) {
      noteUnknown(notation.vocabulary(), err);
    }
    return ids;
  }

  private void noteUnknown(Vocabulary vocabulary, PrintWriter err) {
    for (String word : vocabulary.cut(text)) {
      if (vocabulary.id(word).isEmpty()) {
        err.println(
            "note: "
                + place
                + "the word '"
                + word
                + "' was in no training example; it is read as "
                + Vocabulary.UNKNOWN);
      }
    }
  }
}
