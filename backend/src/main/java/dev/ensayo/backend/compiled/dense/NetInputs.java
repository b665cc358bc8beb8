package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Pass;

/** How the units of a layer combine the numbers that enter it. Nothing here allocates. */
interface NetInputs {
  /** net ← net inputs but for the {@link #offsets}, {@code [B, U]} row by row. */
  void forward(Pass pass, Slice net);

  /** What is added to the net inputs of every row, {@code [U]}; null for none. */
  Slice offsets();

  /**
   * Writes the gradients of the parameters and, where that is needed, of the input.
   *
   * @param slopes of the net inputs, {@code [B, U]} row by row
   */
  void backward(Pass pass, Slice slopes);
}
