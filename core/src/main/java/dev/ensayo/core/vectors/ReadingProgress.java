package dev.ensayo.core.vectors;

import java.util.OptionalLong;

/** Hears how far the reading of a long file has come. */
@FunctionalInterface
public interface ReadingProgress {
  /** Hears nothing. */
  ReadingProgress SILENT = (words, of) -> {};

  /**
   * Is called every few thousand words.
   *
   * @param words read so far
   * @param of how many are to come in all, where the file says so
   */
  void at(long words, OptionalLong of);
}
