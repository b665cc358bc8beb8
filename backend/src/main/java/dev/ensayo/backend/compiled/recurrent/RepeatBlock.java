package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * A row for each sequence, {@code [B, F]}, at each of T steps: {@code [T·B, F]}. Deeplearning4j's
 * {@code DuplicateToTimeSeriesVertex}.
 */
public final class RepeatBlock implements Block {
  private final Value input;
  private final Value output;
  private final int numbersPerRow;
  private final boolean addsToInputGradient;
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();

  /** The first input is repeated; any other tells of which window the steps are. */
  public RepeatBlock(BlockContext context) {
    this.input = context.input();
    this.numbersPerRow = input.shape().size();
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.sequences() * numbersPerRow;
    for (int t = 0; t < pass.steps(); t++) {
      arithmetic.copy(input.data().slice(), 0, output.data().slice(), t * count, count);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int count = pass.sequences() * numbersPerRow;
    if (!addsToInputGradient) {
      arithmetic.clear(input.gradient().slice(), 0, count);
    }
    for (int t = 0; t < pass.steps(); t++) {
      arithmetic.add(output.gradient().slice(), t * count, input.gradient().slice(), 0, count);
    }
  }
}
