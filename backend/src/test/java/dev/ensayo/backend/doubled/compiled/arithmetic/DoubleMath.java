package dev.ensayo.backend.doubled.compiled.arithmetic;

/** What {@code FloatMath} is in float, with the digits of double. */
public final class DoubleMath {
  private DoubleMath() {}

  /** exp(x). */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /** exp(x) − 1. */
  public static double expm1(double x) {
    return Math.expm1(x);
  }

  /** 1 / (1 + exp(−x)). */
  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
