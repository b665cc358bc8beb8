package dev.ensayo.backend.compiled.transformer;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/** Keys and values of the steps that sequences read before the window, part of their state. */
final class KeptSteps {
  private final int longest;
  private final int wide;
  private final int at;
  private final Region ofSequence;

  /**
   * @param longest the most steps
   * @param wide numbers of one: its keys, then its values
   */
  KeptSteps(BlockContext context, int longest, int wide) {
    this.longest = longest;
    this.wide = wide;
    this.at = context.state(Math.multiplyExact(longest, wide));
    this.ofSequence = context.permanent(Math.multiplyExact(longest, wide));
  }

  int longest() {
    return longest;
  }

  /** Fetches those of a sequence. */
  void load(Pass pass, int sequence, int steps) {
    if (steps > 0) {
      pass.readState(sequence, at, ofSequence.slice(), 0, steps * wide);
    }
  }

  /** Moves a matrix to some of their numbers: {@code [count, steps]}. */
  Matrix at(Matrix matrix, int steps, int first, int count) {
    return matrix.at(ofSequence.slice(), first, count, steps, wide);
  }

  /**
   * Adds the window's.
   *
   * @param before steps that were read before it
   * @param rows of the window
   * @param offset of the first of a row's numbers that are kept, as far as it is to its end
   */
  void store(Pass pass, int sequence, int before, Slice rows, int offset) {
    int length = offset + wide;
    for (int t = 0; t < pass.steps() && pass.mask(t, sequence) != 0; t++) {
      int row = t * pass.sequences() + sequence;
      pass.writeState(sequence, at + (before + t) * wide, rows, row * length + offset, wide);
    }
  }
}
