package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.ensayo.backend.product.OpenBlasKernels;

/**
 * Products of a matrix with a few columns, one product with a vector after the other: what a
 * network computes when a few copies of an environment act. BLAS's product of matrices copies the
 * matrix first, which takes longer than to multiply; its product with a vector does not.
 */
final class FewColumns {
  /** The most columns for which that is faster. */
  private static final int MOST = 4;

  /** Smaller matrices are copied in less time than a call takes. */
  private static final int SMALLEST = 1024;

  private final boolean copies;
  private final MovingPointer left = new MovingPointer();
  private final MovingPointer right = new MovingPointer();
  private final MovingPointer result = new MovingPointer();

  FewColumns() {
    this(OpenBlasKernels.copyForAvx2());
  }

  /**
   * @param copies whether BLAS copies what it multiplies
   */
  FewColumns(boolean copies) {
    this.copies = copies;
  }

  /** Whether it is of any use for a product of such matrices. */
  boolean suits(Matrix a, Matrix x) {
    return copies && x.columns() <= MOST && a.size() >= SMALLEST;
  }

  /** Y ← Aᵀ·X, of shapes that fit. */
  void multiply(Matrix a, Matrix x, Matrix y) {
    for (int column = 0; column < x.columns(); column++) {
      cblas_sgemv(
          CblasColMajor,
          CblasTrans,
          a.rows(),
          a.columns(),
          1,
          left.to(a.address()),
          a.stride(),
          right.to(x.address() + (long) column * x.stride() * Float.BYTES),
          1,
          0,
          result.to(y.address() + (long) column * y.stride() * Float.BYTES),
          1);
    }
  }
}
