package dev.ensayo.embeddings.word2vec.rows;

import dev.ensayo.backend.product.SmallMatrix;
import java.util.Arrays;

/**
 * A shard's own copies of the rows it touches; the matrix stays as it is until {@link #merge}.
 *
 * <p>What several shards made of one matrix is put together in the order of the shards, row by row,
 * so that the result does not depend on which thread ran which shard or merges which row.
 */
public final class ShardRows implements RowAccess {
  private static final int NONE = -1;
  private static final int FIRST_CAPACITY = 256;

  private final float[] matrix;
  private final int d;

  /** By row: where its copy is, or {@link #NONE}. */
  private final int[] places;

  private int[] rows = new int[FIRST_CAPACITY];
  private float[][] copies = new float[FIRST_CAPACITY][];
  private int size;

  /**
   * @param matrix {@code [V, D]}, row by row
   */
  public ShardRows(float[] matrix, int d) {
    this.matrix = matrix;
    this.d = d;
    this.places = new int[matrix.length / d];
    Arrays.fill(places, NONE);
  }

  /** Forgets all copies. */
  public void clear() {
    for (int k = 0; k < size; k++) {
      places[rows[k]] = NONE;
    }
    size = 0;
  }

  @Override
  public float[] read(int row, int slot) {
    int place = places[row];
    return place == NONE ? copy(row) : copies[place];
  }

  private float[] copy(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      copies = Arrays.copyOf(copies, 2 * size);
    }
    float[] values = copies[size];
    if (values == null) {
      values = new float[d];
      copies[size] = values;
    }
    System.arraycopy(matrix, row * d, values, 0, d);
    rows[size] = row;
    places[row] = size;
    size++;
    return values;
  }

  @Override
  public void read(int row, SmallMatrix to, int at) {
    to.put(at, read(row, 0), 0, d);
  }

  @Override
  public void write(int row, SmallMatrix from, int at) {
    from.get(at, copies[places[row]], 0, d);
  }

  @Override
  public void write(int row, float[] values) {
    float[] own = copies[places[row]];
    if (own != values) {
      System.arraycopy(values, 0, own, 0, d);
    }
  }

  @Override
  public void addTo(int row, float[] sum) {
    RowArithmetic.add(sum, read(row, 0), 1, d);
  }

  @Override
  public void change(int row, float[] by) {
    RowArithmetic.add(read(row, 0), by, 1, d);
  }

  /**
   * Puts into the matrix what the shards made of it: {@code w ← w + Σ_s (w_s − w)}, the sum in the
   * order of the shards.
   *
   * @param part of the rows that is merged by this call: those with {@code row mod parts = part}
   */
  public static void merge(ShardRows[] shards, int part, int parts) {
    float[] base = new float[shards[0].d];
    for (int s = 0; s < shards.length; s++) {
      ShardRows shard = shards[s];
      for (int k = 0; k < shard.size; k++) {
        int row = shard.rows[k];
        if (row % parts == part && isFirst(shards, s, row)) {
          mergeRow(shards, s, row, shard.copies[k], base);
        }
      }
    }
  }

  private static boolean isFirst(ShardRows[] shards, int s, int row) {
    for (int earlier = 0; earlier < s; earlier++) {
      if (shards[earlier].places[row] != NONE) {
        return false;
      }
    }
    return true;
  }

  private static void mergeRow(ShardRows[] shards, int s, int row, float[] sum, float[] base) {
    float[] matrix = shards[s].matrix;
    int d = shards[s].d;
    boolean alone = true;
    for (int later = s + 1; later < shards.length; later++) {
      int place = shards[later].places[row];
      if (place != NONE) {
        if (alone) {
          System.arraycopy(matrix, row * d, base, 0, d);
          alone = false;
        }
        addChange(sum, shards[later].copies[place], base, d);
      }
    }
    System.arraycopy(sum, 0, matrix, row * d, d);
  }

  private static void addChange(float[] sum, float[] changed, float[] base, int d) {
    for (int i = 0; i < d; i++) {
      sum[i] += changed[i] - base[i];
    }
  }
}
