package dev.ensayo.backend.product;

import static com.google.common.base.Preconditions.checkArgument;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A matrix {@code [R, C]} in native memory, row by row, whose products OpenBLAS computes. A product
 * may use fewer rows and columns than there are, those at the start.
 *
 * <p>Not thread-safe; several threads may each compute with matrices of their own. Products of a
 * few thousand numbers stay in the calling thread, whatever number of threads BLAS may use. The
 * memory is freed when the matrix is unreachable.
 */
public final class SmallMatrix {
  private final int rows;
  private final int columns;
  private final FloatPointer pointer;
  private final FloatBuffer floats;

  /**
   * A matrix of zeros.
   *
   * @param rows R, at least 1
   * @param columns C, at least 1
   */
  public SmallMatrix(int rows, int columns) {
    checkArgument(
        rows > 0 && columns > 0,
        "a matrix has at least one row and one column, not %s and %s",
        rows,
        columns);
    this.rows = rows;
    this.columns = columns;
    this.pointer = new FloatPointer(new float[Math.multiplyExact(rows, columns)]);
    this.floats = pointer.asBuffer();
  }

  /**
   * Sets numbers from the start of a row on, over its end into the next ones where there are more.
   *
   * @param values the numbers, from {@code offset} on
   */
  public void put(int row, float[] values, int offset, int count) {
    floats.put(row * columns, values, offset, count);
  }

  /** Reads what {@link #put} sets. */
  public void get(int row, float[] values, int offset, int count) {
    floats.get(row * columns, values, offset, count);
  }

  /** Takes over the first rows of a matrix with as many columns. */
  public void copy(SmallMatrix from, int count) {
    checkArgument(from.columns == columns, "%s columns, not %s", from.columns, columns);
    floats.put(0, from.floats, 0, count * columns);
  }

  /**
   * This {@code [m, n] = A·Bᵀ}.
   *
   * @param a {@code [m, k]}
   * @param b {@code [n, k]}
   */
  public void setProductWithTransposed(SmallMatrix a, SmallMatrix b, int m, int n, int k) {
    check(this, m, n);
    check(a, m, k);
    check(b, n, k);
    multiply(CblasNoTrans, CblasTrans, a, b, m, n, k, 0);
  }

  /**
   * This {@code [m, n] += A·B}.
   *
   * @param a {@code [m, k]}
   * @param b {@code [k, n]}
   */
  public void addProduct(SmallMatrix a, SmallMatrix b, int m, int n, int k) {
    check(this, m, n);
    check(a, m, k);
    check(b, k, n);
    multiply(CblasNoTrans, CblasNoTrans, a, b, m, n, k, 1);
  }

  /**
   * This {@code [m, n] += Aᵀ·B}.
   *
   * @param a {@code [k, m]}
   * @param b {@code [k, n]}
   */
  public void addProductOfTransposed(SmallMatrix a, SmallMatrix b, int m, int n, int k) {
    check(this, m, n);
    check(a, k, m);
    check(b, k, n);
    multiply(CblasTrans, CblasNoTrans, a, b, m, n, k, 1);
  }

  private void multiply(
      int transposeA,
      int transposeB,
      SmallMatrix a,
      SmallMatrix b,
      int m,
      int n,
      int k,
      float beta) {
    cblas_sgemm(
        CblasRowMajor,
        transposeA,
        transposeB,
        m,
        n,
        k,
        1,
        a.pointer,
        a.columns,
        b.pointer,
        b.columns,
        beta,
        pointer,
        columns);
  }

  private static void check(SmallMatrix matrix, int m, int n) {
    checkArgument(
        m <= matrix.rows && n <= matrix.columns,
        "%s×%s does not fit a matrix %s×%s",
        m,
        n,
        matrix.rows,
        matrix.columns);
  }
}
