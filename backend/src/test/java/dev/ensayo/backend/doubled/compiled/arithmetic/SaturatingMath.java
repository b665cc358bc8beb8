package dev.ensayo.backend.doubled.compiled.arithmetic;

/** What its namesake is in float, with the digits of double. */
public final class SaturatingMath {
  private SaturatingMath() {}

  /** x ← tanh(x) for the first {@code count} numbers. */
  public static void tanh(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.tanh(x[i]);
    }
  }

  /** x ← 1 / (1 + exp(−x)) for the first {@code count} numbers. */
  public static void sigmoid(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = 1 / (1 + Math.exp(-x[i]));
    }
  }
}
