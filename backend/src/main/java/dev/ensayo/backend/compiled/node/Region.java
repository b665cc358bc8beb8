package dev.ensayo.backend.compiled.node;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.arithmetic.Slice;

/** Memory asked of an {@link Arena}: it has a place once the arena is laid out. */
public final class Region {
  private final int length;
  private final int from;
  private final int to;
  private Slice slice;

  Region(int length, int from, int to) {
    this.length = length;
    this.from = from;
    this.to = to;
  }

  int length() {
    return length;
  }

  /** Whether both are in use at some moment. */
  boolean overlaps(Region other) {
    return from <= other.to && other.from <= to;
  }

  void place(Slice at) {
    checkState(slice == null, "placed twice");
    slice = at;
  }

  public Slice slice() {
    return slice;
  }
}
