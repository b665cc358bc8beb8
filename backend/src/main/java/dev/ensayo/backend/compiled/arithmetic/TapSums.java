package dev.ensayo.backend.compiled.arithmetic;

/**
 * Sums of weighted runs on the heap: to each number one product after the other is added, in the
 * order of the runs and rounded once, so that a run of zeros or a weight of 0 changes no bit.
 *
 * <p>Runs are arrays of their own that all begin at 0: C2 makes no SIMD of loops over several
 * offsets.
 */
public final class TapSums {
  /** Runs that are added at once. */
  public static final int TAPS = 4;

  /** Sums that are added to at once. */
  public static final int FILTERS = 2;

  private TapSums() {}

  /**
   * Adds weighted runs to two sums.
   *
   * @param x runs, of which those from {@code tap} to {@code tap + 3} are added
   * @param y sums, of which those of {@code filter} and the next are added to
   * @param weights those of the first sum from {@code at} on
   * @param stride from there to those of the second
   */
  public static void add(
      float[][] x,
      int tap,
      float[][] y,
      int filter,
      float[] weights,
      int at,
      int stride,
      int count) {
    float[] x0 = x[tap];
    float[] x1 = x[tap + 1];
    float[] x2 = x[tap + 2];
    float[] x3 = x[tap + 3];
    float[] first = y[filter];
    float w0 = weights[at];
    float w1 = weights[at + 1];
    float w2 = weights[at + 2];
    float w3 = weights[at + 3];
    float[] second = y[filter + 1];
    float v0 = weights[at + stride];
    float v1 = weights[at + stride + 1];
    float v2 = weights[at + stride + 2];
    float v3 = weights[at + stride + 3];
    for (int i = 0; i < count; i++) {
      first[i] =
          Math.fma(
              w3, x3[i], Math.fma(w2, x2[i], Math.fma(w1, x1[i], Math.fma(w0, x0[i], first[i]))));
      second[i] =
          Math.fma(
              v3, x3[i], Math.fma(v2, x2[i], Math.fma(v1, x1[i], Math.fma(v0, x0[i], second[i]))));
    }
  }
}
