package dev.ensayo.core.corpus;

/** What a text is cut into. */
public enum TokenUnit {
  /** Unicode code points. */
  CHARACTER,
  /** The bytes of the text in UTF-8. */
  BYTE,
  /** Pieces of words that were learned from the text: byte pairs. */
  SUBWORD,
  /** Words, separated by white space; the end of a line is a word of its own where it is kept. */
  WORD
}
