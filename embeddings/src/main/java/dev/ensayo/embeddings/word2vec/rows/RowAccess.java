package dev.ensayo.embeddings.word2vec.rows;

import dev.ensayo.backend.product.SmallMatrix;

/** Hands out the rows of a matrix {@code [V, D]} as arrays {@code [D]} to work on. */
public interface RowAccess {
  /**
   * The values of a row.
   *
   * @param slot a number in {@code [0, slots)}; what it held before is given up
   * @return an array that may be changed; it counts only after {@link #write}
   */
  float[] read(int row, int slot);

  /**
   * Makes values those of a row that was read.
   *
   * @param values {@code [D]}, what {@link #read} returned or another array, which is copied
   */
  void write(int row, float[] values);

  /** Copies a row into a matrix {@code [·, D]}. */
  void read(int row, SmallMatrix to, int at);

  /** Makes values those of a row that was read, as {@link #write(int, float[])} does. */
  void write(int row, SmallMatrix from, int at);

  /** Adds the values of a row to a sum, {@code [D]}. */
  void addTo(int row, float[] sum);

  /** Adds a change, {@code [D]}, to a row, whether it was read or not. */
  void change(int row, float[] by);
}
