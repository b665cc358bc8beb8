package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.StepScratch;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Layer normalization of one step, forward and backward. All matrices are by feature, {@code [B,
 * features]}, scales {@code [B, 1]} and gains {@code [features, 1]}.
 */
final class NormalizationKernel {
  private final StepScratch scratch = new StepScratch();

  /**
   * x ← (x − μ) / √(σ² + ε), with mean and variance over the features of each sequence.
   *
   * @param epsilon ε, above 0
   * @param scales receives 1 / √(σ² + ε)
   */
  void normalize(Matrix x, double epsilon, Matrix scales) {
    int sequences = x.rows();
    int features = x.columns();
    int atOnce = scratch.featuresAtOnce(x);
    float[] numbers = scratch.array(0);
    float[] mean = scratch.array(1);
    float[] scale = scratch.array(2);
    FloatBuffer all = x.slice().buffer();
    Arrays.fill(mean, 0, sequences, 0);
    Arrays.fill(scale, 0, sequences, 0);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      all.get(x.offset() + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addRow(numbers, i * sequences, mean, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      all.get(x.offset() + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addSquares(numbers, i * sequences, mean, scale, sequences);
      }
    }
    for (int b = 0; b < sequences; b++) {
      double root = Math.sqrt(scale[b] / features + epsilon);
      scale[b] = (float) (1 / root);
    }
    scales.slice().buffer().put(scales.offset(), scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      all.get(x.offset() + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        standardize(numbers, i * sequences, mean, scale, sequences);
      }
      all.put(x.offset() + first * sequences, numbers, 0, some * sequences);
    }
  }

  private static void scale(float[] x, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }

  private static void addRow(float[] rows, int at, float[] sums, int count) {
    for (int b = 0; b < count; b++) {
      sums[b] += rows[at + b];
    }
  }

  private static void addSquares(float[] rows, int at, float[] mean, float[] sums, int count) {
    for (int b = 0; b < count; b++) {
      float difference = rows[at + b] - mean[b];
      sums[b] += difference * difference;
    }
  }

  private static void standardize(float[] rows, int at, float[] mean, float[] scale, int count) {
    for (int b = 0; b < count; b++) {
      rows[at + b] = (rows[at + b] - mean[b]) * scale[b];
    }
  }

  /** y ← y + gain∘x. */
  void addScaled(Matrix x, Matrix gain, Matrix y) {
    int sequences = x.rows();
    int features = x.columns();
    int atOnce = scratch.featuresAtOnce(x);
    float[] numbers = scratch.array(0);
    float[] sums = scratch.array(1);
    FloatBuffer gains = gain.slice().buffer();
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      x.slice().buffer().get(x.offset() + from, numbers, 0, some * sequences);
      y.slice().buffer().get(y.offset() + from, sums, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        float factor = gains.get(gain.offset() + first + i);
        addTimes(numbers, i * sequences, factor, sums, sequences);
      }
      y.slice().buffer().put(y.offset() + from, sums, 0, some * sequences);
    }
  }

  private static void addTimes(float[] x, int at, float factor, float[] y, int count) {
    for (int b = at; b < at + count; b++) {
      y[b] += factor * x[b];
    }
  }

  /**
   * Backward of {@link #normalize} and {@link #addScaled} together.
   *
   * @param slope gradient of y
   * @param normal what was normalized
   * @param sums slope∘normal is added
   * @param result receives the gradient of what entered; may be where slope or normal are
   */
  void backward(
      Matrix slope, Matrix gain, Matrix normal, Matrix scales, Matrix sums, Matrix result) {
    int sequences = slope.rows();
    int features = slope.columns();
    int atOnce = scratch.featuresAtOnce(slope);
    float[] dy = scratch.array(0);
    float[] x = scratch.array(1);
    float[] gainSums = scratch.array(2);
    float[] mean = scratch.array(3);
    float[] product = scratch.array(4);
    float[] scale = scratch.array(5);
    FloatBuffer gains = gain.slice().buffer();
    Arrays.fill(mean, 0, sequences, 0);
    Arrays.fill(product, 0, sequences, 0);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      int count = some * sequences;
      slope.slice().buffer().get(slope.offset() + from, dy, 0, count);
      normal.slice().buffer().get(normal.offset() + from, x, 0, count);
      sums.slice().buffer().get(sums.offset() + from, gainSums, 0, count);
      addProduct(gainSums, dy, x, count);
      sums.slice().buffer().put(sums.offset() + from, gainSums, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gains.get(gain.offset() + first + i);
        addMeans(dy, x, i * sequences, factor, mean, product, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    scale(product, 1f / features, sequences);
    scales.slice().buffer().get(scales.offset(), scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      int count = some * sequences;
      slope.slice().buffer().get(slope.offset() + from, dy, 0, count);
      normal.slice().buffer().get(normal.offset() + from, x, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gains.get(gain.offset() + first + i);
        centre(dy, x, i * sequences, factor, mean, product, scale, sequences);
      }
      result.slice().buffer().put(result.offset() + from, dy, 0, count);
    }
  }

  private static void addProduct(float[] sums, float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += x[i] * y[i];
    }
  }

  private static void addMeans(
      float[] dy, float[] x, int at, float gain, float[] mean, float[] product, int count) {
    for (int b = 0; b < count; b++) {
      float dx = gain * dy[at + b];
      mean[b] += dx;
      product[b] += dx * x[at + b];
    }
  }

  private static void centre(
      float[] dy,
      float[] x,
      int at,
      float gain,
      float[] mean,
      float[] product,
      float[] scale,
      int count) {
    for (int b = 0; b < count; b++) {
      dy[at + b] = scale[b] * (gain * dy[at + b] - mean[b] - x[at + b] * product[b]);
    }
  }
}
