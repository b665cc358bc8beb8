package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Inverted dropout with one mask {@code [B, F]} for all steps of a window (Gal and Ghahramani, "A
 * theoretically grounded application of dropout in recurrent neural networks", 2016):
 * Deeplearning4j's {@code SpatialDropout} of sequences.
 */
public final class LockedDropoutBlock implements Block {
  private final Value input;
  private final Value output;
  private final Region mask;
  private final int numbersPerRow;
  private final double keep;
  private final boolean addsToInputGradient;

  /**
   * @param keep probability of keeping, in (0, 1]
   */
  public LockedDropoutBlock(BlockContext context, double keep) {
    this.input = context.input();
    this.numbersPerRow = input.shape().size();
    this.keep = keep;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(input.shape());
    this.mask = context.permanent(context.largestSequences() * numbersPerRow);
  }

  /** The mask is drawn as the first step is dropped. */
  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    int count = pass.rows() * numbersPerRow;
    if (!pass.training()) {
      arithmetic.copy(x, y, count);
      return;
    }
    int step = pass.sequences() * numbersPerRow;
    arithmetic.dropOut(x, mask.slice(), y, step, keep, pass.random());
    for (int from = step; from < count; from += step) {
      arithmetic.multiplyElements(x, from, mask.slice(), y, step, false);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    Arithmetic arithmetic = pass.arithmetic();
    int count = pass.rows() * numbersPerRow;
    Slice delta = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (pass.training()) {
      int step = pass.sequences() * numbersPerRow;
      for (int from = 0; from < count; from += step) {
        arithmetic.multiplyElements(delta, from, mask.slice(), dx, step, addsToInputGradient);
      }
    } else if (addsToInputGradient) {
      arithmetic.images().add(1, delta, 0, dx, 0, count);
    } else {
      arithmetic.copy(delta, dx, count);
    }
  }
}
