package dev.ensayo.core.agent;

import java.util.Optional;

/**
 * Chooses actions; never learns. One of discrete actions has {@link #selectAction(float[])}, one of
 * real vectors is a {@link ContinuousPolicy}.
 *
 * <p>It may remember: then it does so row by row, and hears of each episode's begin.
 */
public interface Policy {
  /**
   * Tells that the next observation of a row is the first one of an episode. A policy that
   * remembers earlier observations forgets those of that row; by default there is nothing to
   * forget.
   *
   * @param row of the batch, 0 where observations come one by one
   */
  default void beginEpisode(int row) {}

  /**
   * Tells of an observation of row 0 for which someone else chooses. A policy that remembers takes
   * it in as if it had chosen; by default nothing happens.
   *
   * @param observation {@code [F]}; read only during the call
   */
  default void watch(float[] observation) {}

  /**
   * Chooses an action for one observation, that of row 0.
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
   * Chooses a real vector for one observation, that of row 0; by default it cannot.
   *
   * @param observation {@code [F]}; read only during the call
   * @param action receives the action, {@code [D]}
   */
  default void selectAction(float[] observation, float[] action) {
    throw new UnsupportedOperationException("it chooses among discrete actions");
  }

  /**
   * Chooses a real vector for each of {@code count} observations; by default one after the other.
   *
   * @param observations row by row, {@code [count, F]} or longer
   * @param observationSize {@code F}
   * @param count how many rows to read
   * @param actionSize {@code D}
   * @param actions receives {@code [count, D]}
   */
  default void selectActions(
      float[] observations, int observationSize, int count, int actionSize, float[] actions) {
    float[] row = new float[observationSize];
    float[] action = new float[actionSize];
    for (int i = 0; i < count; i++) {
      System.arraycopy(observations, i * observationSize, row, 0, observationSize);
      selectAction(row, action);
      System.arraycopy(action, 0, actions, i * actionSize, actionSize);
    }
  }

  /**
   * Chooses an action for each of {@code count} observations, of whichever kind they are.
   *
   * @param observations row by row, {@code [count, F]} or longer
   * @param observationSize {@code F}
   * @param actions receives as many as it holds
   */
  default void selectActions(float[] observations, int observationSize, ActionBatch actions) {
    if (actions.isDiscrete()) {
      selectActions(observations, observationSize, actions.count(), actions.indices());
    } else {
      selectActions(
          observations, observationSize, actions.count(), actions.size(), actions.values());
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
