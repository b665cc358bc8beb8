package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.node.Pass;

/**
 * The loss of a window: Σ w·l / Σ w over the rows learned from, where a row is a step of a sequence
 * or, in a network that keeps the last step alone, a sequence. Rows that are masked do not count.
 */
public interface SequenceLoss {
  /**
   * Measures the losses of the window of a pass.
   *
   * @param losses receives the loss of each row without its weight, 0 where it is masked; null
   *     where that is not wanted
   */
  void measure(Pass pass, float[] losses);

  /** Σ w·l of the window that was measured last. */
  double sum();

  /** Σ w of the window that was measured last. */
  double weight();

  /** Writes the gradient of the output, zero for the rows that are not learned from. */
  void slope(Pass pass);
}
