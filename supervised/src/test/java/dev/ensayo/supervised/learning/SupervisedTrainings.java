package dev.ensayo.supervised.learning;

import dev.ensayo.core.training.Training;

/** A look inside runs, for tests. */
public final class SupervisedTrainings {
  private SupervisedTrainings() {}

  /**
   * What a run predicts now.
   *
   * @param rows {@code [count, F]}
   */
  public static float[] predict(Training training, float[] rows, int count) {
    return ((SupervisedTraining) training).predict(rows, count);
  }

  public static Learner learner(Training training) {
    return ((SupervisedTraining) training).learner();
  }
}
