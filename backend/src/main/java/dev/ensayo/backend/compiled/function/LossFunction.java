package dev.ensayo.backend.compiled.function;

/** The loss of one example and its slope, in double whatever the network computes in. */
public interface LossFunction {
  /**
   * Whether the slope is that in the output layer's sums, its function included; else it is that in
   * its outputs.
   */
  boolean includesActivation();

  /**
   * The loss of one row.
   *
   * @param output ŷ, {@code [O]}
   * @param target y, {@code [O]}
   * @param weight w, {@code [O]}
   * @param slope receives the derivative, {@code [O]}
   * @param columns O
   */
  double row(double[] output, double[] target, double[] weight, double[] slope, int columns);
}
