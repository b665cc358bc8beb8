package dev.ensayo.supervised.learning;

import dev.ensayo.supervised.scores.ShownScores;

/** What the settings of all supervised learners have. */
public interface Supervised {
  /** How it learns. */
  Learning learning();

  /** What is measured and shown. */
  ShownScores scores();

  /** Whether at each test is recorded what the layers do. */
  default boolean layerStatistics() {
    return false;
  }
}
