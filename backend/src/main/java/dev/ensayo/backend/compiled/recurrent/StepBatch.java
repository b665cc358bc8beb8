package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Numbers of several consecutive time steps side by side, so that one product with the weights
 * serves all of them: {@code [features, C·B]}, the C steps of a batch beside each other in each
 * feature. The batches of a window begin at the multiples of C.
 *
 * <p>A product whose result is as large as the weights is bound by memory where it sums over the B
 * sequences of one step alone.
 */
public final class StepBatch {
  /** Rows (step and sequence) from which products are no faster. */
  private static final int ROWS = 256;

  /** Keeps rows apart from powers of two, so that one does not displace the next in the cache. */
  static final int PADDING = 16;

  private final int steps;
  private final int stride;
  private final Region numbers;

  StepBatch(BlockContext context, int features) {
    int sequences = context.largestSequences();
    int longest = Math.max(1, context.largestBatch() / sequences);
    this.steps = Math.min(longest, Math.max(1, ROWS / sequences));
    this.stride = steps * sequences + PADDING;
    this.numbers = context.permanent(Math.multiplyExact(features, stride));
  }

  /** Whether a batch begins with this step. */
  boolean beginsWith(int step) {
    return step % steps == 0;
  }

  Slice slice() {
    return numbers.slice();
  }

  /** From a feature to the next. */
  int stride() {
    return stride;
  }

  /** Where a feature's numbers of a step are. */
  int at(int feature, int step, int sequences) {
    return feature * stride + step % steps * sequences;
  }

  /** Sets a step's features {@code [features, B]} beside those of the other steps. */
  void put(
      SequenceArithmetic arithmetic,
      Slice from,
      int offset,
      int firstFeature,
      int features,
      int step,
      int sequences) {
    arithmetic.widen(
        from, offset, slice(), at(firstFeature, step, sequences), stride, features, sequences);
  }
}
