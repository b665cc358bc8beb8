package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.backend.product.OpenBlasKernels;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

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

  Products() {
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

  /** C ← op(A)·op(B) + β·C, all column by column: C is {@code [m, n]}, k the length of the sums. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Slice a,
      int offsetA,
      int strideA,
      Slice b,
      int offsetB,
      int strideB,
      float beta,
      Slice c,
      int offsetC,
      int strideC) {
    blocks.a = a.pointer().address() + (long) offsetA * Float.BYTES;
    blocks.b = b.pointer().address() + (long) offsetB * Float.BYTES;
    blocks.c = c.pointer().address() + (long) offsetC * Float.BYTES;
    blocks.m = m;
    blocks.n = n;
    blocks.k = k;
    blocks.strideA = strideA;
    blocks.strideB = strideB;
    blocks.strideC = strideC;
    blocks.beta = beta;
    Crew crew = crews.get();
    if (splits && !transposeA && !transposeB && m <= MOST_ROWS && (long) m * n * k > SMALL) {
      blocks.runSmall(crew);
    } else if (crew.size() > 1 && (long) m * n * k >= WORTH_SHARING) {
      blocks.runShared(transposeA, transposeB, crew);
    } else {
      blocks.runWhole(transposeA, transposeB);
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

    void runWhole(boolean transposeA, boolean transposeB) {
      orient(transposeA, transposeB);
      rows = m;
      columns = n;
      depth = k;
      piece(0, 0);
    }

    /** A block for each thread, of columns or of rows of C, whichever are more. */
    void runShared(boolean transposeA, boolean transposeB, Crew crew) {
      orient(transposeA, transposeB);
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

    private void orient(boolean transposeA, boolean transposeB) {
      operationA = transposeA ? CblasTrans : CblasNoTrans;
      operationB = transposeB ? CblasTrans : CblasNoTrans;
    }

    void runSmall(Crew crew) {
      orient(false, false);
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
      int high = Math.min(rows, m - row);
      int wide = Math.min(columns, n - column);
      boolean plainA = operationA == CblasNoTrans;
      boolean plainB = operationB == CblasNoTrans;
      for (int start = 0; start < k; start += depth) {
        operands[worker].multiply(
            operationA,
            operationB,
            high,
            wide,
            Math.min(depth, k - start),
            a + at(plainA, row, start, strideA),
            strideA,
            b + at(plainB, start, column, strideB),
            strideB,
            start == 0 ? beta : 1,
            c + at(true, row, column, strideC),
            strideC);
      }
    }

    /** Bytes to a number of op(X), X column by column. */
    private static long at(boolean plain, int row, int column, int stride) {
      long numbers = plain ? (long) column * stride + row : (long) row * stride + column;
      return numbers * Float.BYTES;
    }
  }

  /** Pointers that one thread moves about. */
  private static final class Operands {
    private final Moving a = new Moving();
    private final Moving b = new Moving();
    private final Moving c = new Moving();

    void multiply(
        int transposeA,
        int transposeB,
        int m,
        int n,
        int k,
        long addressA,
        int strideA,
        long addressB,
        int strideB,
        float beta,
        long addressC,
        int strideC) {
      cblas_sgemm(
          CblasColMajor,
          transposeA,
          transposeB,
          m,
          n,
          k,
          1,
          a.to(addressA),
          strideA,
          b.to(addressB),
          strideB,
          beta,
          c.to(addressC),
          strideC);
    }
  }

  /** A pointer to wherever it is told. */
  private static final class Moving extends FloatPointer {
    Moving() {
      super((Pointer) null);
    }

    Moving to(long address) {
      this.address = address;
      return this;
    }
  }
}
