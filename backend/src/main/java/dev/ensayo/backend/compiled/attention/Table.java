package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Slice;

/** Numbers of each step of a decoder with each of an encoder, of one sequence; it moves. */
final class Table {
  private final Matrix matrix = new Matrix();
  private Slice slice;
  private int at;

  /**
   * Moves it.
   *
   * @param place where it begins
   */
  Table at(Slice numbers, int place, int sourceSteps, int targetSteps) {
    slice = numbers;
    at = place;
    matrix.at(numbers, place, sourceSteps, targetSteps);
    return this;
  }

  /** {@code [S, T]}. */
  Matrix matrix() {
    return matrix;
  }

  Slice slice() {
    return slice;
  }

  /** Where it begins. */
  int offset() {
    return at;
  }
}
