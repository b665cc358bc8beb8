package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;

/** a = 1 − z with z = σ(sum). */
final class MinGruGates implements ScanGates {
  @Override
  public int count() {
    return 1;
  }

  @Override
  public void forward(float[][] gates, int units) {
    kept(gates[0], units);
  }

  private static void kept(float[] z, int units) {
    for (int i = 0; i < units; i++) {
      z[i] = SaturatingMath.sigmoid(-z[i]);
    }
  }

  @Override
  public void backward(float[][] gates, float[] slope, int units) {
    keptBackward(gates[0], slope, units);
  }

  private static void keptBackward(float[] a, float[] slope, int units) {
    for (int i = 0; i < units; i++) {
      float share = a[i];
      a[i] = -slope[i] * share * (1 - share);
    }
  }
}
