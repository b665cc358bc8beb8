package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The steps of each sequence in the opposite order, rows {@code [T·B, F]} to rows; masked steps
 * stay where they are. Where the network is given tokens there are no rows, and who reads them
 * takes them reversed.
 */
public final class ReversalBlock implements Block {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Value input;
  private final Value output;
  private final boolean addsToInputGradient;
  private final int width;

  public ReversalBlock(BlockContext context) {
    this.input = context.input();
    this.width = input.shape().size();
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = input.data() == null ? context.passesOn() : context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    if (input.data() == null) {
      return;
    }
    int[] order = pass.reversedRows();
    for (int row = 0; row < pass.rows(); row++) {
      arithmetic.copy(
          input.data().slice(), order[row] * width, output.data().slice(), row * width, width);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int[] order = pass.reversedRows();
    for (int row = 0; row < pass.rows(); row++) {
      int from = row * width;
      int to = order[row] * width;
      if (addsToInputGradient) {
        arithmetic.add(output.gradient().slice(), from, input.gradient().slice(), to, width);
      } else {
        arithmetic.copy(output.gradient().slice(), from, input.gradient().slice(), to, width);
      }
    }
  }
}
