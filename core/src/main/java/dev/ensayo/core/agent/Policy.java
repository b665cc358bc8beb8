package dev.ensayo.core.agent;

import java.util.Optional;

/** Chooses actions; never learns. */
public interface Policy {
  /**
   * Chooses an action for one observation.
   *
   * @param observation {@code [F]}; read only during the call
   * @return in {@code [0, A)}
   */
  int selectAction(float[] observation);

  /**
   * Chooses an action for each of {@code count} observations; by default one after the other.
   *
   * @param observations row by row, {@code [count, F]} or longer
   * @param observationSize {@code F}
   * @param count how many rows to read
   * @param actions receives {@code count} actions
   */
  default void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    float[] row = new float[observationSize];
    for (int i = 0; i < count; i++) {
      System.arraycopy(observations, i * observationSize, row, 0, observationSize);
      actions[i] = selectAction(row);
    }
  }

  /**
   * What it thinks of each action, Q(o, ·); empty, as by default, if it does not choose by values.
   *
   * @param observation {@code [F]}; read only during the call
   * @return {@code [A]}
   */
  default Optional<double[]> actionValues(float[] observation) {
    return Optional.empty();
  }
}
