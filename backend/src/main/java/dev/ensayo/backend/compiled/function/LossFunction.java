package dev.ensayo.backend.compiled.function;

import java.util.Optional;

/** The loss of one example and its slope, in double whatever the network computes in. */
public interface LossFunction {
  /**
   * Whether the slope is that in the output layer's sums, its function included; else it is that in
   * its outputs.
   */
  boolean includesActivation();

  /**
   * How many outputs belong together: {@link #row} is given so many at once, and those of a group
   * whose weights are all 0 not at all.
   *
   * @param columns O
   * @return K, which divides O; O where a loss has no groups, and is then given every row
   */
  default int groupSize(int columns) {
    return columns;
  }

  /** Whether groups whose weights are all 0 are passed over. */
  default boolean passesOver() {
    return false;
  }

  /**
   * The same loss of many outputs at once, where loops over arrays are faster.
   *
   * @param groups how many groups lie side by side: the pixels of an image, else 1
   */
  default Optional<VectorizedLoss> vectorized(int groups) {
    return Optional.empty();
  }

  /**
   * The loss of one row, or of one group of it.
   *
   * @param output ŷ, {@code [O]}
   * @param target y, {@code [O]}
   * @param weight w, {@code [O]}
   * @param slope receives the derivative, {@code [O]}
   * @param columns O
   */
  double row(double[] output, double[] target, double[] weight, double[] slope, int columns);
}
