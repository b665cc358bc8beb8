package dev.ensayo.backend.compiled.arithmetic;

/**
 * Tanh and the logistic function in float over arrays, without a branch or a conversion, so that C2
 * turns the loops into SIMD: about 0.4 ns a number where {@link FloatMath} takes 2.
 *
 * <p>tanh(x) ≈ x·P(x²) / Q(x²) for |x| ≤ 8.5, limited to ±1 beyond, where tanh is 1 in float. P and
 * Q were fitted to the least largest relative error, 1.2e-8 before rounding to float and 4e-7
 * after.
 */
public final class SaturatingMath {
  private static final float BOUND = 8.5f;
  private static final float P1 = 0.13413237f;
  private static final float P2 = 0.0035340146f;
  private static final float P3 = 2.1250837e-5f;
  private static final float P4 = 1.4268929e-8f;
  private static final float Q1 = 0.46746558f;
  private static final float Q2 = 0.026022704f;
  private static final float Q3 = 3.3488445e-4f;
  private static final float Q4 = 8.1450037e-7f;

  private SaturatingMath() {}

  /** tanh(x), NaN for NaN. */
  public static float tanh(float x) {
    float y = Math.max(-BOUND, Math.min(BOUND, x));
    float s = y * y;
    float p = (((P4 * s + P3) * s + P2) * s + P1) * s + 1;
    float q = (((Q4 * s + Q3) * s + Q2) * s + Q1) * s + 1;
    return Math.max(-1f, Math.min(1f, y * p / q));
  }

  /** 1 / (1 + exp(−x)) = ½ + ½·tanh(x/2). */
  public static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  /** x ← tanh(x) for the first {@code count} numbers. */
  public static void tanh(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = tanh(x[i]);
    }
  }

  /** x ← 1 / (1 + exp(−x)) for the first {@code count} numbers. */
  public static void sigmoid(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = sigmoid(x[i]);
    }
  }
}
