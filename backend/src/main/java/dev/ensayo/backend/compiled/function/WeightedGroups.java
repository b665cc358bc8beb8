package dev.ensayo.backend.compiled.function;

import java.util.Arrays;

/** A loss whose outputs have weights of their own, which multiply those of a step. */
final class WeightedGroups implements VectorizedLoss {
  private final VectorizedLoss loss;
  private final float[] own;
  private float[] spread = {};
  private float[] product = {};
  private int spreadOver;

  /**
   * @param own {@code [K]}
   */
  WeightedGroups(VectorizedLoss loss, double[] own) {
    this.loss = loss;
    this.own = new float[own.length];
    for (int i = 0; i < own.length; i++) {
      this.own[i] = (float) own[i];
    }
  }

  @Override
  public double sum(
      float[] output, float[] target, float[] weight, float[] slope, int size, int groups) {
    int count = size * groups;
    if (product.length < count) {
      spread = new float[count];
      product = new float[count];
      spreadOver = 0;
    }
    if (spreadOver != groups) {
      for (int i = 0; i < size; i++) {
        Arrays.fill(spread, i * groups, (i + 1) * groups, own[i]);
      }
      spreadOver = groups;
    }
    multiply(weight, spread, product, count);
    return loss.sum(output, target, product, slope, size, groups);
  }

  private static void multiply(float[] x, float[] y, float[] product, int count) {
    for (int i = 0; i < count; i++) {
      product[i] = x[i] * y[i];
    }
  }
}
