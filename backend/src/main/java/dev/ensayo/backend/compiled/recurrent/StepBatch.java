package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
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
final class StepBatch {
  /** Rows (step and sequence) from which products are no faster. */
  private static final int ROWS = 256;

  /** Keeps rows apart from powers of two, so that one does not displace the next in the cache. */
  static final int PADDING = 16;

  private final int steps;
  private final int stride;
  private final Region numbers;
  private final Matrix place = new Matrix();

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

  /**
   * Some features of some steps from the current one on, side by side.
   *
   * @return {@code [count·B, features]}
   */
  Matrix of(int firstFeature, int features, Steps from, int count) {
    int sequences = from.sequences();
    int at = at(firstFeature, from.number(), sequences);
    return place.at(numbers.slice(), at, count * sequences, features, stride);
  }

  /**
   * Sets features of a step beside those of the other steps.
   *
   * @param from {@code [B, features]}
   */
  void put(SequenceArithmetic arithmetic, Matrix from, int firstFeature, int step) {
    int at = at(firstFeature, step, from.rows());
    arithmetic.widen(from, place.at(numbers.slice(), at, from.rows(), from.columns(), stride));
  }

  private int at(int feature, int step, int sequences) {
    return feature * stride + step % steps * sequences;
  }
}
