package dev.ensayo.core.corpus;

import java.io.Closeable;
import java.io.IOException;

/** Reads the words of a text one after another, from where it is stored. */
public interface WordReader extends Closeable {
  /**
   * Moves to the next word.
   *
   * @return false at the end of the text
   * @throws IOException if the text cannot be read or is broken there, with the position
   */
  boolean next() throws IOException;

  /** The word; without white space, never empty. */
  String word();

  /** Whether it is the first of its line. */
  boolean startsLine();
}
