package dev.ensayo.backend.doubled.compiled.arithmetic;

/** What its namesake is in float, with the digits of double. */
public final class SaturatingMath {
  private SaturatingMath() {}

  /** tanh(x). */
  public static double tanh(double x) {
    return Math.tanh(x);
  }

  /** 1 / (1 + exp(−x)). */
  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** x ← tanh(x) for the first {@code count} numbers. */
  public static void tanh(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = tanh(x[i]);
    }
  }

  /** x ← 1 / (1 + exp(−x)) for the first {@code count} numbers. */
  public static void sigmoid(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = sigmoid(x[i]);
    }
  }
}
