package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;
import java.util.Arrays;

/**
 * One step of one sequence of a layer that is scanned: h = a∘h₋ + (1 − a)∘v. All arrays are of its
 * U units; of the gates the last is the candidate's.
 */
final class ScanKernel {
  /** The largest number below ½. */
  private static final float BELOW_HALF = 0.49999997f;

  private static final float STEEP = 1e30f;

  private final ScanGates kind;
  private final boolean positive;
  private final int units;
  private final float[][] gates;
  private final float[][] bias;
  private final float[] slopeOfShare;

  ScanKernel(ScanGates kind, boolean positive, int units) {
    this.kind = kind;
    this.positive = positive;
    this.units = units;
    this.gates = new float[kind.count() + 1][units];
    this.bias = new float[kind.count() + 1][units];
    this.slopeOfShare = new float[units];
  }

  /** The gates: sums, then values, then gradients of the sums. */
  float[][] gates() {
    return gates;
  }

  /** The bias, or while the gradients are computed its gradient. */
  float[][] bias() {
    return bias;
  }

  void clearBias() {
    for (float[] of : bias) {
      Arrays.fill(of, 0);
    }
  }

  /**
   * h ← a∘h + (1 − a)∘v.
   *
   * @param h of before; receives that of now
   */
  void forward(float[] h) {
    for (int gate = 0; gate < gates.length; gate++) {
      add(bias[gate], gates[gate], units);
    }
    kind.forward(gates, units);
    float[] candidate = gates[gates.length - 1];
    if (positive) {
      positive(candidate, units);
    }
    mix(h, gates[0], candidate, units);
  }

  private static void add(float[] x, float[] y, int units) {
    for (int i = 0; i < units; i++) {
      y[i] += x[i];
    }
  }

  /** v ← v + ½ where v ≥ 0, else σ(v). */
  private static void positive(float[] v, int units) {
    for (int i = 0; i < units; i++) {
      v[i] = SaturatingMath.sigmoid(Math.min(v[i], 0f)) + Math.max(v[i], 0f);
    }
  }

  private static void mix(float[] h, float[] a, float[] v, int units) {
    for (int i = 0; i < units; i++) {
      h[i] = v[i] + a[i] * (h[i] - v[i]);
    }
  }

  /**
   * Leaves the gradients of the sums in the gates, and adds them to that of the bias.
   *
   * @param before h₋
   * @param slope gradient of h; receives that of h₋
   */
  void backward(float[] before, float[] slope) {
    float[] candidate = gates[gates.length - 1];
    slopeOfShare(before, candidate, slope, slopeOfShare, units);
    mixBackward(gates[0], candidate, slope, positive ? 0 : 1, units);
    kind.backward(gates, slopeOfShare, units);
    for (int gate = 0; gate < gates.length; gate++) {
      add(gates[gate], bias[gate], units);
    }
  }

  private static void slopeOfShare(
      float[] before, float[] v, float[] slope, float[] ofShare, int units) {
    for (int i = 0; i < units; i++) {
      ofShare[i] = slope[i] * (before[i] - v[i]);
    }
  }

  /**
   * v ← ∂s; slope ← slope·a. Where v is a function of s, its slope is 1 from v = ½ on, else v·(1 −
   * v), without a branch.
   *
   * @param plain 1 where v is s itself, else 0
   */
  private static void mixBackward(float[] a, float[] v, float[] slope, float plain, int units) {
    for (int i = 0; i < units; i++) {
      float dh = slope[i];
      float share = a[i];
      float value = v[i];
      float one = Math.max(plain, Math.min(1f, Math.max(0f, (value - BELOW_HALF) * STEEP)));
      v[i] = dh * (1 - share) * (one + (1 - one) * value * (1 - value));
      slope[i] = dh * share;
    }
  }
}
