package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.checkpoint.Stateful;
import java.io.Closeable;

/** The words of a corpus in order, as ids; words without an id are passed over. */
public interface TokenSource extends Stateful, Closeable {
  /**
   * Moves to the next word.
   *
   * @return false at the end of the corpus; the next call starts over
   */
  boolean next();

  /** Its id. */
  int id();

  /** Whether a line starts between it and the word before. */
  boolean startsSentence();

  @Override
  void close();
}
