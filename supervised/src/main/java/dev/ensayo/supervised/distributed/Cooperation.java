package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.Stateful;

/**
 * How workers learn together, in virtual time. Batches come one by one, in the order of the epoch,
 * and go to whom the simulation has compute next.
 */
interface Cooperation extends Stateful {
  /**
   * Has the next worker work through a batch, and does all that is due at that moment.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param weights {@code [batch, O]}, or null for all ones
   * @param result receives the loss and the gradient's norm of that worker
   */
  void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result);

  /** Brings the shared parameters up to date, as if the run ended here; changes no worker. */
  default void share() {}

  /** What the clock of the simulation says (s). */
  double seconds();

  /** How many steps the shared parameters have taken. */
  long steps();

  /**
   * How many steps the shared parameters took, on average, between a worker's copying them and its
   * gradient's coming in; 0 where nothing has come in.
   */
  default double staleness() {
    return 0;
  }
}
