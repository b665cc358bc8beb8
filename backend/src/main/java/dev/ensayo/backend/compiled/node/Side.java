package dev.ensayo.backend.compiled.node;

/** Which window of a pair: the one that is read, or the one that is written. */
public enum Side {
  /** What is read. */
  SOURCE,
  /** What is written. */
  TARGET
}
