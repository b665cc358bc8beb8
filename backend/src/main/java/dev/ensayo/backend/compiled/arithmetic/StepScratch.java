package dev.ensayo.backend.compiled.arithmetic;

import java.nio.FloatBuffer;

/**
 * Heap arrays in which the numbers of one time step are worked on, as many whole features at a time
 * as fit: what is kept <em>by feature</em>, a {@link Matrix} {@code [B, U]} of B sequences and U
 * features. Belongs to one block.
 */
public final class StepScratch {
  /** 4 KiB an array: the seven that a step of an LSTM needs fit the first cache. */
  private static final int CHUNK = 1024;

  private static final int ARRAYS = 7;

  private final float[][] arrays = new float[ARRAYS][CHUNK];
  private float[] turned = new float[CHUNK];

  /**
   * How many whole features of so many sequences are worked on at once, at least 1; makes the
   * arrays long enough for them.
   */
  public int featuresAtOnce(Matrix step) {
    return featuresAtOnce(step.columns(), step.rows());
  }

  int featuresAtOnce(int features, int sequences) {
    if (sequences > arrays[0].length) {
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = new float[sequences];
      }
      turned = new float[sequences];
    }
    return Math.min(features, arrays[0].length / sequences);
  }

  /**
   * One of seven arrays of equal length, which change with {@link #featuresAtOnce}.
   *
   * @param index from 0 to 6
   */
  public float[] array(int index) {
    return arrays[index];
  }

  /**
   * Reads some features of rows.
   *
   * @param rows {@code [U, B]}
   * @param first the first of them
   * @param values receives {@code [some, B]}, by feature
   */
  void getRows(Matrix rows, int first, int some, float[] values) {
    FloatBuffer from = rows.slice().buffer();
    for (int b = 0; b < rows.columns(); b++) {
      from.get(rows.offset() + b * rows.stride() + first, turned, b * some, some);
    }
    transpose(turned, values, rows.columns(), some);
  }

  /**
   * Writes some features of rows; the inverse of {@link #getRows}.
   *
   * @param values {@code [some, B]}, by feature
   * @param rows {@code [U, B]}
   */
  public void putRows(float[] values, Matrix rows, int first, int some) {
    transpose(values, turned, some, rows.columns());
    FloatBuffer to = rows.slice().buffer();
    for (int b = 0; b < rows.columns(); b++) {
      to.put(rows.offset() + b * rows.stride() + first, turned, b * some, some);
    }
  }

  /** to[j, i] ← from[i, j]. */
  static void transpose(float[] from, float[] to, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = from[at + j];
      }
    }
  }
}
