package dev.ensayo.backend.compiled.arithmetic;

/** Functions in float that are good to a few units in the last place and cheap. */
public final class FloatMath {
  static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts, the first with few digits so that its small multiples are exact. */
  static final float LN2_HIGH = 355f / 512;

  static final float LN2_LOW = -2.12194440e-4f;

  /** Adding and taking away 1.5·2²³ rounds a small float to a whole number. */
  static final float ROUNDER = 12582912f;

  static final float LARGEST = 88.37f;
  static final float SMALLEST = -87.33f;

  private FloatMath() {}

  /**
   * exp(x), relative error below 2e-7 between −87 and 88, limited to its value there outside; NaN
   * for NaN. Cody and Waite's reduction x = n·ln 2 + r and a polynomial in r, |r| ≤ ½·ln 2, whose
   * coefficients are near those of the Taylor series.
   */
  public static float exp(float x) {
    float limited = Math.max(SMALLEST, Math.min(LARGEST, x));
    float n = limited * LOG2_E + ROUNDER - ROUNDER;
    return remainder(limited, n) * Float.intBitsToFloat(((int) n + 127) << 23);
  }

  /** exp(x − n·ln 2), n being the whole number nearest to x/ln 2. */
  static float remainder(float x, float n) {
    float r = x - n * LN2_HIGH - n * LN2_LOW;
    float p = 1f / 5040;
    p = p * r + 1f / 720;
    p = p * r + 1f / 120;
    p = p * r + 1f / 24;
    p = p * r + 1f / 6;
    p = p * r + 0.5f;
    return p * r * r + r + 1;
  }

  /**
   * exp(x) − 1, by its series near zero where the difference would lose its digits.
   *
   * @param e exp(x)
   */
  public static float expm1(float x, float e) {
    if (Math.abs(x) < 0.25f) {
      float p = 1f / 720;
      p = p * x + 1f / 120;
      p = p * x + 1f / 24;
      p = p * x + 1f / 6;
      p = p * x + 0.5f;
      return x + x * x * p;
    }
    return e - 1;
  }
}
