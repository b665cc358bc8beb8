package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * What both walks of a bidirectional layer end with: of rows {@code [T·B, 2U]} the first U numbers
 * of each sequence's last step and the other U of its first, {@code [B, 2U]}; the blocks that
 * follow see one row for each sequence. {@link dev.ensayo.backend.extension.BothEnds}.
 */
public final class BothEndsBlock implements Block {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Value input;
  private final Value output;
  private final int units;

  public BothEndsBlock(BlockContext context) {
    this.input = context.input();
    this.units = input.shape().size() / 2;
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    for (int b = 0; b < pass.sequences(); b++) {
      int to = 2 * b * units;
      arithmetic.copy(input.data().slice(), atLast(pass, b), output.data().slice(), to, units);
      arithmetic.copy(
          input.data().slice(), atFirst(pass, b), output.data().slice(), to + units, units);
    }
    pass.rowsAreSequences();
  }

  /** Because a masked sequence keeps its output, the last row has that of the last step. */
  private int atLast(Pass pass, int sequence) {
    return 2 * ((pass.steps() - 1) * pass.sequences() + sequence) * units;
  }

  private int atFirst(Pass pass, int sequence) {
    int step = pass.lastBeginning(sequence);
    while (step < pass.steps() - 1 && pass.mask(step, sequence) == 0) {
      step++;
    }
    return 2 * (step * pass.sequences() + sequence) * units + units;
  }

  @Override
  public void backward(Pass pass) {
    pass.rowsAreSteps();
    if (!input.needsGradient()) {
      return;
    }
    arithmetic.clear(input.gradient().slice(), 0, 2 * pass.rows() * units);
    for (int b = 0; b < pass.sequences(); b++) {
      int from = 2 * b * units;
      arithmetic.copy(
          output.gradient().slice(), from, input.gradient().slice(), atLast(pass, b), units);
      arithmetic.copy(
          output.gradient().slice(),
          from + units,
          input.gradient().slice(),
          atFirst(pass, b),
          units);
    }
  }
}
