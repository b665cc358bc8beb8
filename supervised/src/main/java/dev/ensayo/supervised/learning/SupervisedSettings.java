package dev.ensayo.supervised.learning;

import dev.ensayo.supervised.scores.ScoresConfig;

/** What the settings of all supervised learners have. */
public interface SupervisedSettings {
  /** How it learns. */
  LearningConfig learning();

  /** What is measured and shown. */
  ScoresConfig scores();
}
