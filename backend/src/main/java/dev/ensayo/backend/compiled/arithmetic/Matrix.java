package dev.ensayo.backend.compiled.arithmetic;

import java.util.Objects;

/**
 * A matrix column by column somewhere in a {@link Slice}. A block makes its matrices once and moves
 * them to where it reads or writes, which allocates nothing.
 */
public final class Matrix {
  private Slice slice;
  private int offset;
  private int rows;
  private int columns;
  private int stride;

  /** A matrix at the beginning of a slice. */
  public Matrix at(Slice slice, int rows, int columns) {
    return at(slice, 0, rows, columns, rows);
  }

  /** A matrix whose columns follow each other. */
  public Matrix at(Slice slice, int offset, int rows, int columns) {
    return at(slice, offset, rows, columns, rows);
  }

  /**
   * Moves this matrix.
   *
   * @param offset of its first number in the slice
   * @param stride numbers from the beginning of a column to that of the next, at least {@code rows}
   * @return this
   * @throws IndexOutOfBoundsException if it reaches beyond the slice
   */
  public Matrix at(Slice slice, int offset, int rows, int columns, int stride) {
    Objects.checkFromIndexSize(offset, (columns - 1) * stride + rows, slice.length());
    this.slice = slice;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
    return this;
  }

  public Slice slice() {
    return slice;
  }

  /** Of the first number in the slice. */
  public int offset() {
    return offset;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Numbers from the beginning of a column to that of the next. */
  public int stride() {
    return stride;
  }

  /** How many numbers it holds. */
  public int size() {
    return rows * columns;
  }

  public double get(int row, int column) {
    return slice.get(offset + column * stride + row);
  }

  public void put(int row, int column, double value) {
    slice.put(offset + column * stride + row, value);
  }

  /** A row of another matrix ← that of this one. */
  public void copyRow(int row, Matrix to) {
    for (int column = 0; column < columns; column++) {
      to.put(row, column, get(row, column));
    }
  }

  /** A row ← 0. */
  public void clearRow(int row) {
    for (int column = 0; column < columns; column++) {
      put(row, column, 0);
    }
  }

  long address() {
    return slice.pointer().address() + (long) offset * Float.BYTES;
  }

  @Override
  public String toString() {
    return "[" + rows + ", " + columns + "]";
  }
}
