package dev.ensayo.backend.doubled.compiled.arithmetic;

/** What {@code FloatMath} is in float, with the digits of double. */
public final class DoubleMath {
  private DoubleMath() {}

  /** exp(x). */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /** exp(x) − 1. */
  public static double expm1(double x, double e) {
    return Math.expm1(x);
  }
}
