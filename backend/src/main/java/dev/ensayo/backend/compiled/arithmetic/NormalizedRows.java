package dev.ensayo.backend.compiled.arithmetic;

import java.util.Arrays;

/**
 * Layer normalization of stretches {@code [F, group]}, in which each feature stands once for every
 * example. A stretch is copied to the heap, where plain loops become SIMD. What has its features
 * side by side is for {@link NormalizedExamples}.
 */
public final class NormalizedRows {
  private final int features;
  private final double epsilon;
  private final float[] x;
  private final float[] z;
  private final float[] gains;
  private final float[] shifts;
  private final float[] gainSums;
  private final float[] shiftSums;
  private final float[] own;
  private final float[] means;
  private final float[] others;
  private int group;

  /**
   * @param largestGroup the most examples a stretch may hold
   */
  public NormalizedRows(int features, int largestGroup, double epsilon) {
    int longest = Math.multiplyExact(features, largestGroup);
    this.features = features;
    this.epsilon = epsilon;
    this.x = new float[longest];
    this.z = new float[longest];
    this.gains = new float[longest];
    this.shifts = new float[longest];
    this.gainSums = new float[longest];
    this.shiftSums = new float[longest];
    this.own = new float[features];
    this.means = new float[largestGroup];
    this.others = new float[largestGroup];
  }

  /** Begins a forward with the parameters as they are, {@code [F]} each. */
  public void begin(Slice gain, Slice shift, int groupSize) {
    group = groupSize;
    spread(gain, gains);
    spread(shift, shifts);
  }

  private void spread(Slice values, float[] repeated) {
    values.store(own, features);
    for (int i = 0; i < features; i++) {
      Arrays.fill(repeated, i * group, (i + 1) * group, own[i]);
    }
  }

  /**
   * Normalizes one stretch of many.
   *
   * @param number of the stretch
   * @param input x
   * @param normal receives x̂
   * @param scales receives 1/√(σ² + ε) of each example
   * @param sums receives γ ⊙ x̂ + β
   */
  public void forward(int number, Slice input, Slice normal, Slice scales, Slice sums) {
    int count = features * group;
    int at = number * count;
    input.buffer().get(at, x, 0, count);
    mean(x, means);
    center(count);
    product(x, x, others);
    for (int b = 0; b < group; b++) {
      others[b] = (float) (1 / Math.sqrt(others[b] + epsilon));
    }
    scales.buffer().put(number * group, others, 0, group);
    standardize(count);
    normal.buffer().put(at, x, 0, count);
    sums.buffer().put(at, z, 0, count);
  }

  /** result ← the mean over the features. */
  private void mean(float[] values, float[] result) {
    Arrays.fill(result, 0, group, 0);
    for (int i = 0; i < features; i++) {
      addRow(values, i * group, result, group);
    }
    divide(result);
  }

  /** result ← the mean over the features of the products. */
  private void product(float[] a, float[] b, float[] result) {
    Arrays.fill(result, 0, group, 0);
    for (int i = 0; i < features; i++) {
      addProducts(a, b, i * group, result, group);
    }
    divide(result);
  }

  private void divide(float[] result) {
    for (int b = 0; b < group; b++) {
      result[b] /= features;
    }
  }

  private static void addRow(float[] rows, int at, float[] sums, int count) {
    for (int b = 0; b < count; b++) {
      sums[b] += rows[at + b];
    }
  }

  private static void addProducts(float[] a, float[] b, int at, float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += a[at + i] * b[at + i];
    }
  }

  private void center(int count) {
    for (int at = 0; at < count; at += group) {
      for (int b = 0; b < group; b++) {
        x[at + b] -= means[b];
      }
    }
  }

  private void standardize(int count) {
    scale(x, others, count);
    for (int i = 0; i < count; i++) {
      z[i] = gains[i] * x[i] + shifts[i];
    }
  }

  /** Begins a backward. */
  public void beginBackward(Slice gain, int groupSize) {
    group = groupSize;
    spread(gain, gains);
    Arrays.fill(gainSums, 0, features * group, 0);
    Arrays.fill(shiftSums, 0, features * group, 0);
  }

  /** Reads δ and x̂ of a stretch, and adds what they give to the gradients of γ and β. */
  public void addGradients(int number, Slice delta, Slice normal) {
    int count = features * group;
    delta.buffer().get(number * count, z, 0, count);
    normal.buffer().get(number * count, x, 0, count);
    for (int i = 0; i < count; i++) {
      gainSums[i] += z[i] * x[i];
      shiftSums[i] += z[i];
    }
  }

  /**
   * The gradient of x of the stretch that was read last.
   *
   * @param scales as {@link #forward} left them
   * @param add whether to add to what is there
   */
  public void backward(Slice scales, int number, Slice inputGradient, boolean add) {
    int count = features * group;
    for (int i = 0; i < count; i++) {
      z[i] *= gains[i];
    }
    mean(z, means);
    product(z, x, others);
    projectOut(count);
    scales.buffer().get(number * group, means, 0, group);
    scale(z, means, count);
    if (add) {
      inputGradient.buffer().get(number * count, x, 0, count);
      addRow(x, 0, z, count);
    }
    inputGradient.buffer().put(number * count, z, 0, count);
  }

  /** z ← z − means − x·others. */
  private void projectOut(int count) {
    for (int at = 0; at < count; at += group) {
      for (int b = 0; b < group; b++) {
        z[at + b] -= means[b] + x[at + b] * others[b];
      }
    }
  }

  /** values ← values · factors, of which there is one for each example. */
  private void scale(float[] values, float[] factors, int count) {
    for (int at = 0; at < count; at += group) {
      for (int b = 0; b < group; b++) {
        values[at + b] *= factors[b];
      }
    }
  }

  /** Writes the gradients of γ and β, {@code [F]} each. */
  public void endBackward(Slice gainGradient, Slice shiftGradient) {
    sumGroups(gainSums, gainGradient);
    sumGroups(shiftSums, shiftGradient);
  }

  private void sumGroups(float[] sums, Slice target) {
    for (int i = 0; i < features; i++) {
      float sum = 0;
      for (int b = i * group; b < (i + 1) * group; b++) {
        sum += sums[b];
      }
      own[i] = sum;
    }
    target.load(own, features);
  }
}
