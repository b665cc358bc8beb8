package dev.ensayo.sequence.text;

import dev.ensayo.core.corpus.Vocabulary;

/**
 * The token that a text begins after: the end of a line where the vocabulary has it, else the token
 * with id 0. With it the first token of a text is predicted like any other.
 */
public final class StartToken {
  private StartToken() {}

  /** Its id. */
  public static int of(Vocabulary vocabulary) {
    return vocabulary.lineEnd().orElse(0);
  }
}
