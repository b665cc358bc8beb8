package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;
import dev.ensayo.backend.compiled.arithmetic.LaneSums;
import java.util.Arrays;
import java.util.Optional;

/**
 * −Σ w·y'·ln ŷ with y' = (1 − σ)·y + σ/O. With s = Σ w·y' the slope in the softmax's sums is ŷ·s −
 * w·y'; the limit ε enters the loss alone, as in Deeplearning4j.
 *
 * @param smoothing σ
 */
record SoftmaxCrossEntropy(double epsilon, double smoothing) implements LossFunction {
  @Override
  public boolean includesActivation() {
    return true;
  }

  @Override
  public Optional<VectorizedLoss> vectorized(int groups) {
    return groups == 1
        ? Optional.empty()
        : Optional.of(new Vectorized((float) epsilon, (float) smoothing));
  }

  @Override
  public double row(
      double[] output, double[] target, double[] weight, double[] slope, int columns) {
    double even = smoothing / columns;
    double loss = 0;
    double mass = 0;
    for (int i = 0; i < columns; i++) {
      double weighted = weight[i] * ((1 - smoothing) * target[i] + even);
      if (weighted != 0) { // of one class in all, as a rule
        loss -= weighted * Math.log(Math.max(epsilon, Math.min(1 - epsilon, output[i])));
      }
      mass += weighted;
      slope[i] = -weighted;
    }
    for (int i = 0; i < columns; i++) {
      slope[i] += output[i] * mass;
    }
    return loss;
  }

  /** The same of groups side by side. */
  private static final class Vectorized implements VectorizedLoss {
    private final FloatExponentials exponentials = new FloatExponentials();
    private final float epsilon;
    private final float smoothing;
    private float[] weighted = {};
    private float[] logarithms = {};
    private float[] mass = {};
    private float[] some = {};

    Vectorized(float epsilon, float smoothing) {
      this.epsilon = epsilon;
      this.smoothing = smoothing;
    }

    @Override
    public double sum(
        float[] output, float[] target, float[] weight, float[] slope, int size, int groups) {
      int count = size * groups;
      if (weighted.length < count) {
        weighted = new float[count];
        logarithms = new float[count];
        mass = new float[count];
        some = new float[count];
      }
      weigh(target, weight, 1 - smoothing, smoothing / size, weighted, count);
      limit(output, epsilon, logarithms, count);
      exponentials.log(logarithms, count);
      sumOfGroups(size, groups);
      slope(output, mass, weighted, slope, count);
      return -LaneSums.ofProducts(weighted, logarithms, 0, count);
    }

    /** s of each group, at all of its numbers. */
    private void sumOfGroups(int size, int groups) {
      Arrays.fill(mass, 0, groups, 0);
      for (int i = 0; i < size; i++) {
        System.arraycopy(weighted, i * groups, some, 0, groups);
        add(mass, some, groups);
      }
      for (int i = 1; i < size; i++) {
        System.arraycopy(mass, 0, mass, i * groups, groups);
      }
    }

    private static void weigh(
        float[] target, float[] weight, float sharp, float even, float[] weighted, int count) {
      for (int i = 0; i < count; i++) {
        weighted[i] = weight[i] * (sharp * target[i] + even);
      }
    }

    private static void limit(float[] output, float epsilon, float[] p, int count) {
      float most = 1 - epsilon;
      for (int i = 0; i < count; i++) {
        p[i] = Math.max(epsilon, Math.min(most, output[i]));
      }
    }

    private static void add(float[] sum, float[] x, int count) {
      for (int i = 0; i < count; i++) {
        sum[i] += x[i];
      }
    }

    private static void slope(
        float[] output, float[] mass, float[] weighted, float[] slope, int count) {
      for (int i = 0; i < count; i++) {
        slope[i] = output[i] * mass[i] - weighted[i];
      }
    }
  }
}
