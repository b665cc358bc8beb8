package dev.ensayo.backend.doubled.compiled.arithmetic;

/** What {@code FloatExponentials} is in float, with the digits of double. */
public final class DoubleExponentials {
  /** x ← exp(x). */
  public void exp(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = DoubleMath.exp(x[i]);
    }
  }

  /** x ← 1 / (1 + exp(−x)). */
  public void sigmoid(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = 1 / (1 + DoubleMath.exp(-x[i]));
    }
  }

  /** x ← ln x. */
  public void log(double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.log(x[i]);
    }
  }
}
