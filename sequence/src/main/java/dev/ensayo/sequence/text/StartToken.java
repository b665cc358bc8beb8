package dev.ensayo.sequence.text;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;

/**
 * The token that a text begins after: the end of a line where the vocabulary has it, else the token
 * with id 0. With it the first token of a text is predicted like any other.
 */
public final class StartToken {
  private StartToken() {}

  /** Its id. */
  public static int of(Vocabulary vocabulary) {
    String lineEnd = vocabulary.unit() == TokenUnit.BYTE ? Integer.toString('\n') : "\n";
    return vocabulary.id(lineEnd).orElse(0);
  }
}
