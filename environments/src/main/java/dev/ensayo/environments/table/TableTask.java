package dev.ensayo.environments.table;

/** What the answer is. */
public enum TableTask {
  /**
   * A class where the target holds words, or whole numbers of which at most 20 differ; else a
   * number.
   */
  AUTO,
  /** A class. */
  CLASSIFICATION,
  /** A number. */
  REGRESSION
}
