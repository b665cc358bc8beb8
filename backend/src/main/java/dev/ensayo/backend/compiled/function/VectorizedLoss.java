package dev.ensayo.backend.compiled.function;

/**
 * A {@link LossFunction} of groups of outputs that lie side by side, in loops that C2 turns into
 * SIMD and in the network's numbers. Has scratch of its own and belongs to one plan.
 */
@FunctionalInterface
public interface VectorizedLoss {
  /**
   * The sum of the losses of all groups, good to six digits. Number i of group g is at i·groups +
   * g.
   *
   * @param output ŷ, {@code [K, groups]}
   * @param target y, {@code [K, groups]}
   * @param weight w, {@code [K, groups]}
   * @param slope receives the derivative, {@code [K, groups]}
   * @param size K
   */
  double sum(float[] output, float[] target, float[] weight, float[] slope, int size, int groups);
}
