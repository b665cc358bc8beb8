package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Slice;

/** A vector of ones, with which a matrix-vector product sums rows or columns. */
public final class Ones {
  private final Region region;

  /**
   * @param length how many, at least 1
   */
  public Ones(BlockContext context, int length) {
    this.region = context.permanent(length);
  }

  /** The vector; set where it is read for the first time, for memory begins as zeros. */
  public Slice slice() {
    Slice slice = region.slice();
    if (slice.get(0) == 0) {
      for (int i = 0; i < slice.length(); i++) {
        slice.put(i, 1);
      }
    }
    return slice;
  }
}
