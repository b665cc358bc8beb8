package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.backend.product.OpenBlasKernels;
import java.util.function.Supplier;

/**
 * Products of matrices in float, shared out among the {@link Crew}.
 *
 * <p>BLAS copies both factors into a layout of its own before it multiplies. Where a factor of a
 * few rows meets a large matrix of weights, that takes as long as the product. OpenBLAS's kernels
 * for AVX-512 multiply small matrices as they lie, so such a product is cut into column blocks of B
 * (and stretches of the sum) that are just small enough. Any other is one call or, where it is
 * large, as many as there are threads. How a product is cut depends on the sizes, the kernels and
 * the number of threads and nothing else, so its bits do not depend on who computes which block.
 */
public final class Products {
  /** OpenBLAS 0.3.19 multiplies up to this m·n·k as it lies. */
  private static final long SMALL = 1_000_000;

  /** Rows of A beyond which copying costs little beside multiplying. */
  private static final int MOST_ROWS = 128;

  /** Floats of a cache line, so that two threads do not write to one. */
  private static final int LINE = 16;

  /** Columns that a kernel works on side by side. */
  private static final int GRAIN = 12;

  /** Less work than this m·n·k is done before it is shared out. */
  private static final long WORTH_SHARING = 500_000;

  /** More columns at once are no faster, and leave less to share out. */
  private static final int MOST_COLUMNS = 48;

  private final boolean splits;
  private final Supplier<Crew> crews;
  private final Blocks blocks = new Blocks();
  private final FewColumns fewColumns = new FewColumns();

  public Products() {
    this(OpenBlasKernels.multiplySmallAsTheyLie(), Crew::shared);
  }

  /**
   * @param splits whether products are cut into small ones
   * @param crews the crew to share out the next product to
   */
  Products(boolean splits, Supplier<Crew> crews) {
    this.splits = splits;
    this.crews = crews;
  }

  /**
   * C ← op(A)·op(B) + β·C.
   *
   * @param transposeA whether op(A) is Aᵀ
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public void multiply(
      Matrix a, boolean transposeA, Matrix b, boolean transposeB, double beta, Matrix c) {
    multiply(a, transposeA, b, transposeB, beta, c, !transposeA && !transposeB);
  }

  /**
   * {@link #multiply}, cut into small products where B is transposed too. The other one leaves that
   * be, because how a product is cut decides its last bits, and those of networks there were before
   * stay.
   */
  public void multiplyByTransposed(Matrix a, Matrix b, double beta, Matrix c) {
    multiply(a, false, b, true, beta, c, true);
  }

  /**
   * C ← Aᵀ·X, where the X of one call has few columns and that of another many. Few are multiplied
   * one by one where that is faster, which decides the last bits.
   */
  public void multiplyTransposed(Matrix a, Matrix x, Matrix c) {
    if (fewColumns.suits(a, x)) {
      check(a, true, x, false, c);
      fewColumns.multiply(a, x, c);
    } else {
      multiply(a, true, x, false, 0, c, false);
    }
  }

  private void multiply(
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      double beta,
      Matrix c,
      boolean mayCut) {
    check(a, transposeA, b, transposeB, c);
    int m = c.rows();
    int n = c.columns();
    int k = transposeA ? a.rows() : a.columns();
    blocks.take(a, b, c, (float) beta);
    blocks.orient(transposeA, transposeB, k);
    Crew crew = crews.get();
    if (splits && mayCut && m <= MOST_ROWS && (long) m * n * k > SMALL) {
      blocks.runSmall(crew);
    } else if (crew.size() > 1 && (long) m * n * k >= WORTH_SHARING) {
      blocks.runShared(crew);
    } else {
      blocks.runWhole();
    }
  }

  private static void check(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
    int m = transposeA ? a.columns() : a.rows();
    int n = transposeB ? b.rows() : b.columns();
    int k = transposeA ? a.rows() : a.columns();
    if (m != c.rows() || n != c.columns() || k != (transposeB ? b.columns() : b.rows())) {
      String left = a + (transposeA ? "ᵀ" : "");
      String right = b + (transposeB ? "ᵀ" : "");
      throw new IllegalArgumentException(left + " times " + right + " is no " + c);
    }
  }

  /** One product, and how it is cut. */
  private static final class Blocks implements Crew.Work {
    private Operands[] operands = {new Operands()};
    private long a;
    private long b;
    private long c;
    private int m;
    private int n;
    private int k;
    private int strideA;
    private int strideB;
    private int strideC;
    private float beta;
    private int operationA;
    private int operationB;
    private int rows;
    private int columns;
    private int depth;

    void take(Matrix left, Matrix right, Matrix result, float factor) {
      a = left.address();
      b = right.address();
      c = result.address();
      m = result.rows();
      n = result.columns();
      strideA = left.stride();
      strideB = right.stride();
      strideC = result.stride();
      beta = factor;
    }

    void orient(boolean transposeA, boolean transposeB, int length) {
      operationA = transposeA ? CblasTrans : CblasNoTrans;
      operationB = transposeB ? CblasTrans : CblasNoTrans;
      k = length;
    }

    void runWhole() {
      rows = m;
      columns = n;
      depth = k;
      piece(0, 0);
    }

    /** A block for each thread, of columns or of rows of C, whichever are more. */
    void runShared(Crew crew) {
      int parts = crew.size();
      rows = n >= m ? m : part(m, parts);
      columns = n >= m ? part(n, parts) : n;
      depth = k;
      ensureOperands(parts);
      crew.run(this, n >= m ? blocks(n, columns) : blocks(m, rows));
    }

    private static int part(int length, int parts) {
      return (blocks(length, parts) + LINE - 1) / LINE * LINE;
    }

    private static int blocks(int length, int size) {
      return (length + size - 1) / size;
    }

    void runSmall(Crew crew) {
      int parts = (int) ((GRAIN * (long) m * k + SMALL - 1) / SMALL);
      rows = m;
      depth = blocks(k, parts);
      long most = SMALL / ((long) m * depth) / GRAIN * GRAIN;
      columns = (int) Math.min(MOST_COLUMNS, most);
      ensureOperands(crew.size());
      crew.run(this, blocks(n, columns));
    }

    private void ensureOperands(int count) {
      if (operands.length < count) {
        operands = new Operands[count];
        for (int i = 0; i < count; i++) {
          operands[i] = new Operands();
        }
      }
    }

    @Override
    public void piece(int index, int worker) {
      int row = rows < m ? index * rows : 0;
      int column = rows < m ? 0 : index * columns;
      for (int start = 0; start < k; start += depth) {
        operands[worker].multiply(this, row, column, start);
      }
    }

    private long addressA(int row, int start) {
      return a + at(operationA == CblasNoTrans, row, start, strideA);
    }

    private long addressB(int start, int column) {
      return b + at(operationB == CblasNoTrans, start, column, strideB);
    }

    private long addressC(int row, int column) {
      return c + at(true, row, column, strideC);
    }

    /** Bytes to a number of op(X), X column by column. */
    private static long at(boolean plain, int row, int column, int stride) {
      long numbers = plain ? (long) column * stride + row : (long) row * stride + column;
      return numbers * Float.BYTES;
    }
  }

  /** Pointers that one thread moves about. */
  private static final class Operands {
    private final MovingPointer a = new MovingPointer();
    private final MovingPointer b = new MovingPointer();
    private final MovingPointer c = new MovingPointer();

    /** A block of a product, summed over the numbers from {@code start} on. */
    void multiply(Blocks of, int row, int column, int start) {
      cblas_sgemm(
          CblasColMajor,
          of.operationA,
          of.operationB,
          Math.min(of.rows, of.m - row),
          Math.min(of.columns, of.n - column),
          Math.min(of.depth, of.k - start),
          1,
          a.to(of.addressA(row, start)),
          of.strideA,
          b.to(of.addressB(start, column)),
          of.strideB,
          start == 0 ? of.beta : 1,
          c.to(of.addressC(row, column)),
          of.strideC);
    }
  }
}
