package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Pass;

/** A recurrent layer of U units as it is seen from outside. */
public interface RecurrentRows extends Block {
  /** U. */
  int units();

  /** h of all steps, {@code [T·B, U]}. */
  Slice outputRows();

  /**
   * A backward through this block alone, from a gradient in the last step's output: for each step t
   * the square of the norm of v·∂h_T/∂h_t, summed over the sequences, is added to what is there.
   *
   * @param direction v, {@code [B, U]}
   * @param squares {@code [T]}
   */
  void addSquaredSlopes(Pass pass, float[] direction, double[] squares);
}
