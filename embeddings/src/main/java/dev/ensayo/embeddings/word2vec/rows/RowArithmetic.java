package dev.ensayo.embeddings.word2vec.rows;

/**
 * The inner loops, on rows {@code [D]}.
 *
 * <p>Java's C2 compiler turns a loop into SIMD where every array is walked from index 0, and leaves
 * a loop over {@code matrix[offset + i]} scalar, at three times the time; so a row is an array of
 * its own here. It never does so for a sum: dot products run as six independent scalar chains of
 * fused multiply-adds, six rows at a time.
 */
public final class RowArithmetic {
  private RowArithmetic() {}

  /** The next multiple of 3, for which the loops below are made. */
  public static int padded(int rows) {
    return (rows + 2) / 3 * 3;
  }

  /**
   * Dot products of {@code h} with each of the rows.
   *
   * @param out takes them from {@code offset} on
   */
  public static void dots(float[] h, float[][] rows, int count, float[] out, int offset, int d) {
    int t = 0;
    for (; t <= count - 6; t += 6) {
      dots6(
          h,
          rows[t],
          rows[t + 1],
          rows[t + 2],
          rows[t + 3],
          rows[t + 4],
          rows[t + 5],
          out,
          offset + t,
          d);
    }
    for (; t <= count - 3; t += 3) {
      dots3(h, rows[t], rows[t + 1], rows[t + 2], out, offset + t, d);
    }
    for (; t < count; t++) {
      out[offset + t] = dot(h, rows[t], d);
    }
  }

  /** One dot product, in four chains. */
  private static float dot(float[] h, float[] w, int d) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i < d - 3; i += 4) {
      s0 = Math.fma(h[i], w[i], s0);
      s1 = Math.fma(h[i + 1], w[i + 1], s1);
      s2 = Math.fma(h[i + 2], w[i + 2], s2);
      s3 = Math.fma(h[i + 3], w[i + 3], s3);
    }
    for (; i < d; i++) {
      s0 = Math.fma(h[i], w[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static void dots3(
      float[] h, float[] a, float[] b, float[] c, float[] out, int offset, int d) {
    float a0 = 0;
    float b0 = 0;
    float c0 = 0;
    float a1 = 0;
    float b1 = 0;
    float c1 = 0;
    int i = 0;
    for (; i < d - 1; i += 2) {
      float x = h[i];
      float y = h[i + 1];
      a0 = Math.fma(x, a[i], a0);
      b0 = Math.fma(x, b[i], b0);
      c0 = Math.fma(x, c[i], c0);
      a1 = Math.fma(y, a[i + 1], a1);
      b1 = Math.fma(y, b[i + 1], b1);
      c1 = Math.fma(y, c[i + 1], c1);
    }
    if (i < d) {
      a0 = Math.fma(h[i], a[i], a0);
      b0 = Math.fma(h[i], b[i], b0);
      c0 = Math.fma(h[i], c[i], c0);
    }
    out[offset] = a0 + a1;
    out[offset + 1] = b0 + b1;
    out[offset + 2] = c0 + c1;
  }

  private static void dots6(
      float[] h,
      float[] a,
      float[] b,
      float[] c,
      float[] e,
      float[] f,
      float[] g,
      float[] out,
      int offset,
      int d) {
    float a0 = 0;
    float b0 = 0;
    float c0 = 0;
    float e0 = 0;
    float f0 = 0;
    float g0 = 0;
    float a1 = 0;
    float b1 = 0;
    float c1 = 0;
    float e1 = 0;
    float f1 = 0;
    float g1 = 0;
    int i = 0;
    for (; i < d - 1; i += 2) {
      float x = h[i];
      float y = h[i + 1];
      a0 = Math.fma(x, a[i], a0);
      b0 = Math.fma(x, b[i], b0);
      c0 = Math.fma(x, c[i], c0);
      e0 = Math.fma(x, e[i], e0);
      f0 = Math.fma(x, f[i], f0);
      g0 = Math.fma(x, g[i], g0);
      a1 = Math.fma(y, a[i + 1], a1);
      b1 = Math.fma(y, b[i + 1], b1);
      c1 = Math.fma(y, c[i + 1], c1);
      e1 = Math.fma(y, e[i + 1], e1);
      f1 = Math.fma(y, f[i + 1], f1);
      g1 = Math.fma(y, g[i + 1], g1);
    }
    if (i < d) {
      a0 = Math.fma(h[i], a[i], a0);
      b0 = Math.fma(h[i], b[i], b0);
      c0 = Math.fma(h[i], c[i], c0);
      e0 = Math.fma(h[i], e[i], e0);
      f0 = Math.fma(h[i], f[i], f0);
      g0 = Math.fma(h[i], g[i], g0);
    }
    out[offset] = a0 + a1;
    out[offset + 1] = b0 + b1;
    out[offset + 2] = c0 + c1;
    out[offset + 3] = e0 + e1;
    out[offset + 4] = f0 + f1;
    out[offset + 5] = g0 + g1;
  }

  /**
   * Both halves of a gradient step for one input row and several output rows, each from the values
   * before the step: {@code e += Σ g[t]·rows[t]} and {@code rows[t] += g[t]·h}.
   *
   * @param rows different arrays, none of them {@code h} or {@code e}
   */
  public static void exchange(float[] e, float[] h, float[][] rows, float[] g, int count, int d) {
    int t = 0;
    for (; t <= count - 3; t += 3) {
      exchange3(e, h, rows[t], rows[t + 1], rows[t + 2], g[t], g[t + 1], g[t + 2], d);
    }
    for (; t < count; t++) {
      exchange1(e, h, rows[t], g[t], d);
    }
  }

  private static void exchange3(
      float[] e, float[] h, float[] a, float[] b, float[] c, float ga, float gb, float gc, int d) {
    for (int i = 0; i < d; i++) {
      float x = h[i];
      float u = a[i];
      float v = b[i];
      float w = c[i];
      e[i] += ga * u + gb * v + gc * w;
      a[i] = u + ga * x;
      b[i] = v + gb * x;
      c[i] = w + gc * x;
    }
  }

  private static void exchange1(float[] e, float[] h, float[] a, float ga, int d) {
    for (int i = 0; i < d; i++) {
      float u = a[i];
      e[i] += ga * u;
      a[i] = u + ga * h[i];
    }
  }

  /**
   * {@code e = base + Σ g[offset + t·stride]·rows[t]}.
   *
   * @param count of the rows, a multiple of 3
   */
  public static void addProducts(
      float[] e,
      float[] base,
      float[][] rows,
      float[] g,
      int offset,
      int stride,
      int count,
      int d) {
    float[] sum = base;
    int at = offset;
    for (int t = 0; t < count; t += 3, at += 3 * stride) {
      add3(e, sum, rows[t], rows[t + 1], rows[t + 2], g[at], g[at + stride], g[at + 2 * stride], d);
      sum = e;
    }
  }

  private static void add3(
      float[] e,
      float[] base,
      float[] r0,
      float[] r1,
      float[] r2,
      float g0,
      float g1,
      float g2,
      int d) {
    for (int i = 0; i < d; i++) {
      e[i] = base[i] + g0 * r0[i] + g1 * r1[i] + g2 * r2[i];
    }
  }

  /** {@code e += g·row}. */
  public static void add(float[] e, float[] row, float g, int d) {
    for (int i = 0; i < d; i++) {
      e[i] += g * row[i];
    }
  }
}
