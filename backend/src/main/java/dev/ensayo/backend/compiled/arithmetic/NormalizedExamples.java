package dev.ensayo.backend.compiled.arithmetic;

import java.util.Arrays;

/**
 * Layer normalization of rows {@code [F]} whose features stand side by side. As many rows as the
 * first cache holds are worked on at once, because loops over one of them are too short for SIMD:
 * what differs from row to row is spread out over its features first.
 */
public final class NormalizedExamples {
  private final int features;
  private final double epsilon;
  private final int most;
  private final float[] x;
  private final float[] z;
  private final float[] gains;
  private final float[] shifts;
  private final float[] gainSums;
  private final float[] shiftSums;
  private final float[] first;
  private final float[] second;
  private final float[] ofRows;
  private final float[] ofProducts;

  public NormalizedExamples(int features, double epsilon) {
    this.features = features;
    this.epsilon = epsilon;
    this.most = Math.max(1, HeapChunks.SIZE / features);
    int longest = most * features;
    this.x = new float[longest];
    this.z = new float[longest];
    this.gains = new float[longest];
    this.shifts = new float[longest];
    this.gainSums = new float[longest];
    this.shiftSums = new float[longest];
    this.first = new float[longest];
    this.second = new float[longest];
    this.ofRows = new float[most];
    this.ofProducts = new float[most];
  }

  /**
   * Normalizes rows.
   *
   * @param input x
   * @param normal receives x̂
   * @param scales receives 1/√(σ² + ε) of each row
   * @param sums receives γ ⊙ x̂ + β
   */
  public void forward(
      int rows, Slice gain, Slice shift, Slice input, Slice normal, Slice scales, Slice sums) {
    repeat(gain, gains, Math.min(rows, most));
    repeat(shift, shifts, Math.min(rows, most));
    for (int row = 0; row < rows; row += most) {
      int some = Math.min(most, rows - row);
      int at = row * features;
      int count = some * features;
      input.buffer().get(at, x, 0, count);
      standardize(some);
      scales.buffer().put(row, ofRows, 0, some);
      for (int i = 0; i < count; i++) {
        z[i] = gains[i] * x[i] + shifts[i];
      }
      normal.buffer().put(at, x, 0, count);
      sums.buffer().put(at, z, 0, count);
    }
  }

  /** x ← x̂, and the scale of each row. */
  private void standardize(int rows) {
    int count = rows * features;
    for (int row = 0; row < rows; row++) {
      ofRows[row] = LaneSums.of(x, row * features, features) / features;
    }
    spread(ofRows, first, rows);
    for (int i = 0; i < count; i++) {
      x[i] -= first[i];
    }
    for (int row = 0; row < rows; row++) {
      float variance = LaneSums.ofProducts(x, x, row * features, features) / features;
      ofRows[row] = (float) (1 / Math.sqrt(variance + epsilon));
    }
    spread(ofRows, first, rows);
    for (int i = 0; i < count; i++) {
      x[i] *= first[i];
    }
  }

  /**
   * From the gradient of the sums to those of γ, β and x.
   *
   * @param delta δ
   * @param normal as {@link #forward} left it
   * @param scales as {@link #forward} left them
   * @param inputGradient receives that of x; null where nobody wants it
   * @param add whether to add to what is there
   */
  public void backward(
      int rows,
      Slice gain,
      Slice delta,
      Slice normal,
      Slice scales,
      Slice inputGradient,
      boolean add) {
    repeat(gain, gains, Math.min(rows, most));
    Arrays.fill(gainSums, 0);
    Arrays.fill(shiftSums, 0);
    for (int row = 0; row < rows; row += most) {
      int some = Math.min(most, rows - row);
      int at = row * features;
      int count = some * features;
      delta.buffer().get(at, z, 0, count);
      normal.buffer().get(at, x, 0, count);
      for (int i = 0; i < count; i++) {
        gainSums[i] += z[i] * x[i];
      }
      for (int i = 0; i < count; i++) {
        shiftSums[i] += z[i];
      }
      if (inputGradient != null) {
        project(some);
        scales.buffer().get(row, ofRows, 0, some);
        spread(ofRows, first, some);
        for (int i = 0; i < count; i++) {
          z[i] *= first[i];
        }
        if (add) {
          inputGradient.buffer().get(at, x, 0, count);
          for (int i = 0; i < count; i++) {
            z[i] += x[i];
          }
        }
        inputGradient.buffer().put(at, z, 0, count);
      }
    }
  }

  /** z ← e − mean e − x̂·mean(e ⊙ x̂), e = γ ⊙ z. */
  private void project(int rows) {
    int count = rows * features;
    for (int i = 0; i < count; i++) {
      z[i] *= gains[i];
    }
    for (int row = 0; row < rows; row++) {
      ofRows[row] = LaneSums.of(z, row * features, features) / features;
      ofProducts[row] = LaneSums.ofProducts(z, x, row * features, features) / features;
    }
    spread(ofRows, first, rows);
    spread(ofProducts, second, rows);
    for (int i = 0; i < count; i++) {
      z[i] -= first[i] + x[i] * second[i];
    }
  }

  /** Writes the gradients of γ and β, {@code [F]} each. */
  public void writeGradients(Slice gainGradient, Slice shiftGradient) {
    addRows(gainSums);
    addRows(shiftSums);
    gainGradient.load(gainSums, features);
    shiftGradient.load(shiftSums, features);
  }

  /** The first row ← the sum of all. */
  private void addRows(float[] sums) {
    for (int row = 1; row < most; row++) {
      for (int i = 0; i < features; i++) {
        sums[i] += sums[row * features + i];
      }
    }
  }

  /** Every row ← the numbers. */
  private void repeat(Slice numbers, float[] repeated, int rows) {
    numbers.store(repeated, features);
    for (int row = 1; row < rows; row++) {
      System.arraycopy(repeated, 0, repeated, row * features, features);
    }
  }

  /** Every number of a row ← the row's. */
  private void spread(float[] numbers, float[] wide, int rows) {
    for (int row = 0; row < rows; row++) {
      Arrays.fill(wide, row * features, (row + 1) * features, numbers[row]);
    }
  }
}
