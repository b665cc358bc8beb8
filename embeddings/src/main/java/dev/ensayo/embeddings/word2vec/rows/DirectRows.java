package dev.ensayo.embeddings.word2vec.rows;

import dev.ensayo.backend.product.SmallMatrix;

/**
 * Rows copied out of a shared matrix and back into it.
 *
 * <p>Several threads may work on one matrix, each through an object of its own: whoever writes last
 * wins a row, and nobody waits ("Hogwild", Recht et al. 2011).
 */
public final class DirectRows implements RowAccess {
  private final float[] matrix;
  private final int d;
  private final float[][] scratch;

  /**
   * @param matrix {@code [V, D]}, row by row
   */
  public DirectRows(float[] matrix, int d, int slots) {
    this.matrix = matrix;
    this.d = d;
    this.scratch = new float[slots][d];
  }

  @Override
  public float[] read(int row, int slot) {
    float[] values = scratch[slot];
    System.arraycopy(matrix, row * d, values, 0, d);
    return values;
  }

  @Override
  public void write(int row, float[] values) {
    System.arraycopy(values, 0, matrix, row * d, d);
  }

  @Override
  public void read(int row, SmallMatrix to, int at) {
    to.put(at, matrix, row * d, d);
  }

  @Override
  public void write(int row, SmallMatrix from, int at) {
    from.get(at, matrix, row * d, d);
  }

  @Override
  public void addTo(int row, float[] sum) {
    int from = row * d;
    for (int i = 0; i < d; i++) {
      sum[i] += matrix[from + i];
    }
  }

  @Override
  public void change(int row, float[] by) {
    int from = row * d;
    for (int i = 0; i < d; i++) {
      matrix[from + i] += by[i];
    }
  }
}
