package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Keeps the last step of each sequence: rows {@code [T·B, F]} become {@code [B, F]}, and the blocks
 * that follow see one row for each sequence. Deeplearning4j's {@code LastTimeStep}. Because a
 * masked sequence keeps its output, this is the last step that is there.
 */
public final class LastStepBlock implements Block {
  private final Value input;
  private final Value output;
  private final int numbersPerRow;
  private final boolean addsToInputGradient;
  private final SequenceArithmetic arithmetic;

  public LastStepBlock(BlockContext context) {
    this.input = context.input();
    this.numbersPerRow = input.shape().size();
    this.addsToInputGradient = context.addsToInputGradient();
    this.arithmetic = new SequenceArithmetic();
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.sequences() * numbersPerRow;
    int before = (pass.steps() - 1) * count;
    arithmetic.copy(input.data().slice(), before, output.data().slice(), 0, count);
    pass.rowsAreSequences();
  }

  @Override
  public void backward(Pass pass) {
    pass.rowsAreSteps();
    if (input.needsGradient()) {
      int count = pass.sequences() * numbersPerRow;
      int before = (pass.steps() - 1) * count;
      if (addsToInputGradient) {
        arithmetic.add(output.gradient().slice(), 0, input.gradient().slice(), before, count);
        return;
      }
      arithmetic.clear(input.gradient().slice(), 0, before);
      arithmetic.copy(output.gradient().slice(), 0, input.gradient().slice(), before, count);
    }
  }
}
