package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The outputs of two layers that go over the same steps in opposite orders, side by side: rows
 * {@code [T·B, U]} of the first and, reversed, rows {@code [T·B, U]} of the second become {@code
 * [T·B, 2U]}. Deeplearning4j's {@code Bidirectional} with {@code CONCAT}.
 */
public final class BothWaysBlock implements Block {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Value forward;
  private final Value backward;
  private final Value output;
  private final int units;

  public BothWaysBlock(BlockContext context) {
    this.forward = context.inputs().get(0);
    this.backward = context.inputs().get(1);
    this.units = forward.shape().size();
    this.output = context.output(Shape.vector(Math.multiplyExact(2, units)));
  }

  @Override
  public void forward(Pass pass) {
    int[] order = pass.reversedRows();
    for (int row = 0; row < pass.rows(); row++) {
      int to = 2 * row * units;
      arithmetic.copy(forward.data().slice(), row * units, output.data().slice(), to, units);
      arithmetic.copy(
          backward.data().slice(), order[row] * units, output.data().slice(), to + units, units);
    }
  }

  @Override
  public void backward(Pass pass) {
    int[] order = pass.reversedRows();
    for (int row = 0; row < pass.rows(); row++) {
      int from = 2 * row * units;
      arithmetic.copy(
          output.gradient().slice(), from, forward.gradient().slice(), row * units, units);
      arithmetic.copy(
          output.gradient().slice(),
          from + units,
          backward.gradient().slice(),
          order[row] * units,
          units);
    }
  }
}
