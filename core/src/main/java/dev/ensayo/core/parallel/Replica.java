package dev.ensayo.core.parallel;

import dev.ensayo.core.checkpoint.Stateful;

/**
 * A worker's replica of the model, with what it needs to learn. Used by one thread at a time, which
 * makes it, uses it and closes it.
 */
public interface Replica extends Stateful, AutoCloseable {
  /** P. */
  int parameterCount();

  /** θ: a copy, {@code [P]}. */
  float[] parameters();

  /** θ ← the numbers, {@code [P]}. What the updater keeps stays as it is. */
  void setParameters(float[] parameters);

  /**
   * Learns from a batch.
   *
   * @return what is to be told of it, as many numbers for every batch
   */
  double[] learn(BatchPlace place);

  /**
   * Gives what it has learned since the last time that all met; that is then still its own.
   *
   * @param values receives its parameters, or the mean of its gradients, {@code [P]}
   * @return how much it counts among those of the others, at least 0
   */
  double give(float[] values);

  /**
   * Goes on from the mean of what all gave: of the leading replica, which takes the step if one is
   * to be taken.
   *
   * @param mean {@code [P]}
   * @return θ with which all go on, {@code [P]}; not changed afterwards
   */
  float[] combine(float[] mean);

  /**
   * Goes on from there: of the replicas that do not lead.
   *
   * @param parameters θ, {@code [P]}
   */
  void goOn(float[] parameters);

  @Override
  void close();
}
