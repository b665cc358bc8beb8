package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;

/** a = f / (f + i) with f and i the logistic functions of their sums. */
final class MinLstmGates implements ScanGates {
  /** Of a smaller f + i the quotient is taken in logarithms, since both may be 0. */
  private static final float SMALL = 0.02f;

  private float[] shares = new float[0];
  private float[] totals = new float[0];

  @Override
  public int count() {
    return 2;
  }

  /** Leaves a and f + i, which are f and i. */
  @Override
  public void forward(float[][] gates, int units) {
    if (shares.length < units) {
      shares = new float[units];
      totals = new float[units];
    }
    System.arraycopy(gates[0], 0, shares, 0, units);
    System.arraycopy(gates[1], 0, totals, 0, units);
    SaturatingMath.sigmoid(shares, units);
    SaturatingMath.sigmoid(totals, units);
    divide(shares, totals, units);
    divideSmall(gates[0], gates[1], shares, totals, units);
    System.arraycopy(shares, 0, gates[0], 0, units);
    System.arraycopy(totals, 0, gates[1], 0, units);
  }

  /** f ← f / (f + i); i ← f + i. */
  private static void divide(float[] f, float[] i, int units) {
    for (int u = 0; u < units; u++) {
      float forget = f[u];
      float total = forget + i[u];
      f[u] = forget / total;
      i[u] = total;
    }
  }

  private static void divideSmall(float[] f, float[] i, float[] shares, float[] totals, int units) {
    for (int u = 0; u < units; u++) {
      if (totals[u] < SMALL) {
        shares[u] = (float) (1 / (1 + Math.exp(logarithm(i[u]) - logarithm(f[u]))));
      }
    }
  }

  /** ln σ(x). */
  private static double logarithm(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public void backward(float[][] gates, float[] slope, int units) {
    backward(gates[0], gates[1], slope, units);
  }

  private static void backward(float[] shares, float[] totals, float[] slope, int units) {
    for (int u = 0; u < units; u++) {
      float kept = shares[u];
      float taken = 1 - kept;
      float total = totals[u];
      float both = slope[u] * kept * taken;
      shares[u] = both * (1 - kept * total);
      totals[u] = -both * (1 - taken * total);
    }
  }
}
