package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.node.Value;

/** The steps of one sequence among rows {@code [T·B, F]}: columns that lie B rows apart. */
final class SequenceSteps {
  private SequenceSteps() {}

  /**
   * Moves a matrix to them: {@code [F, T]}.
   *
   * @param slopes whether to the gradient of the value, not to the value
   * @param steps T
   * @param sequences B
   * @param sequence which of them
   */
  static Matrix of(
      Matrix matrix, Value value, boolean slopes, int steps, int sequences, int sequence) {
    int wide = value.shape().size();
    return matrix.at(
        (slopes ? value.gradient() : value.data()).slice(),
        sequence * wide,
        wide,
        steps,
        sequences * wide);
  }
}
