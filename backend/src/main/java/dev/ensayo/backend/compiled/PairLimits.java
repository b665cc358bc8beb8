package dev.ensayo.backend.compiled;

/**
 * How large a pair of windows may be.
 *
 * @param sequences the most sequences B side by side, at least 1
 * @param sourceSteps the most steps S of the window that is read, at least 1
 * @param targetSteps the most steps T of the one that is written, at least 1
 */
public record PairLimits(int sequences, int sourceSteps, int targetSteps) {
  /** Of the window that is read. */
  public WindowLimits source() {
    return new WindowLimits(sequences, sourceSteps);
  }

  /** Of the window that is written. */
  public WindowLimits target() {
    return new WindowLimits(sequences, targetSteps);
  }

  /** The most rows of either. */
  int rows() {
    return Math.max(source().rows(), target().rows());
  }
}
