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

  /** to[j, i] ← from[i, j]; eight rows at once, so that what is written together lies together. */
  static void transpose(float[] from, float[] to, int rows, int columns) {
    int row = 0;
    for (; row <= rows - 8; row += 8) {
      int r0 = row * columns;
      int r1 = r0 + columns;
      int r2 = r1 + columns;
      int r3 = r2 + columns;
      int r4 = r3 + columns;
      int r5 = r4 + columns;
      int r6 = r5 + columns;
      int r7 = r6 + columns;
      for (int column = 0, at = row; column < columns; column++, at += rows) {
        to[at] = from[r0 + column];
        to[at + 1] = from[r1 + column];
        to[at + 2] = from[r2 + column];
        to[at + 3] = from[r3 + column];
        to[at + 4] = from[r4 + column];
        to[at + 5] = from[r5 + column];
        to[at + 6] = from[r6 + column];
        to[at + 7] = from[r7 + column];
      }
    }
    for (; row < rows; row++) {
      int at = row * columns;
      for (int column = 0; column < columns; column++) {
        to[column * rows + row] = from[at + column];
      }
    }
  }
}
