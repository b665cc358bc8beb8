package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Inverted dropout: while training each number is kept with a probability and divided by it, else
 * set to zero; at inference nothing happens.
 */
public final class DropoutBlock implements Block {
  private final Value input;
  private final Value output;
  private final Region mask;
  private final int numbersPerRow;
  private final double keep;
  private final boolean addsToInputGradient;

  /**
   * @param keep probability of keeping, in (0, 1]
   */
  public DropoutBlock(BlockContext context, double keep) {
    this.input = context.input();
    this.numbersPerRow = input.shape().size();
    this.keep = keep;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(input.shape());
    this.mask = context.untilBackward(numbersPerRow);
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.rows() * numbersPerRow;
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    if (pass.training()) {
      pass.arithmetic().dropOut(x, mask.slice(), y, count, keep, pass.random());
    } else {
      pass.arithmetic().copy(x, y, count);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int count = pass.rows() * numbersPerRow;
    Slice delta = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (pass.training()) {
      pass.arithmetic().multiplyElements(delta, mask.slice(), dx, count, addsToInputGradient);
    } else if (addsToInputGradient) {
      pass.arithmetic().images().add(1, delta, 0, dx, 0, count);
    } else {
      pass.arithmetic().copy(delta, dx, count);
    }
  }
}
