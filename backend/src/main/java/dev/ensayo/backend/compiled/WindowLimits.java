package dev.ensayo.backend.compiled;

/**
 * How large a window may be.
 *
 * @param sequences the most sequences B side by side, at least 1
 * @param steps the most time steps T, at least 1
 */
public record WindowLimits(int sequences, int steps) {
  /** T·B. */
  int rows() {
    return Math.multiplyExact(sequences, steps);
  }
}
