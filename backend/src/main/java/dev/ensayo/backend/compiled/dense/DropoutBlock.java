package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Inverted dropout: while training each number is kept with a probability and divided by it, else
 * set to zero; at inference nothing happens. The mask is of all rows, or it is locked: of the rows
 * of one step, the same for all steps of a window (Gal and Ghahramani, "A theoretically grounded
 * application of dropout in recurrent neural networks", 2016), which is Deeplearning4j's {@code
 * SpatialDropout} of sequences.
 */
public final class DropoutBlock implements Block {
  private final Value input;
  private final Value output;
  private final Region mask;
  private final int numbersPerRow;
  private final double keep;
  private final boolean locked;
  private final boolean addsToInputGradient;

  private DropoutBlock(BlockContext context, double keep, boolean locked) {
    this.input = context.input();
    this.numbersPerRow = input.shape().size();
    this.keep = keep;
    this.locked = locked;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(input.shape());
    this.mask =
        locked
            ? context.permanent(context.largestSequences() * numbersPerRow)
            : context.untilBackward(numbersPerRow);
  }

  /**
   * With a mask of all rows.
   *
   * @param keep probability of keeping, in (0, 1]
   */
  public static DropoutBlock ofRows(BlockContext context, double keep) {
    return new DropoutBlock(context, keep, false);
  }

  /**
   * With one mask for all steps of a window.
   *
   * @param keep probability of keeping, in (0, 1]
   */
  public static DropoutBlock locked(BlockContext context, double keep) {
    return new DropoutBlock(context, keep, true);
  }

  /** How many numbers the mask is for, before it is used again. */
  private int masked(Pass pass) {
    return (locked ? pass.sequences() : pass.rows()) * numbersPerRow;
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.rows() * numbersPerRow;
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    if (pass.training()) {
      int period = masked(pass);
      pass.arithmetic().dropOut(x, mask.slice(), y, period, keep, pass.random());
      for (int from = period; from < count; from += period) {
        pass.arithmetic().multiplyElements(x, from, mask.slice(), y, period, false);
      }
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
      int period = masked(pass);
      for (int from = 0; from < count; from += period) {
        pass.arithmetic()
            .multiplyElements(delta, from, mask.slice(), dx, period, addsToInputGradient);
      }
    } else if (addsToInputGradient) {
      pass.arithmetic().images().add(1, delta, 0, dx, 0, count);
    } else {
      pass.arithmetic().copy(delta, dx, count);
    }
  }
}
