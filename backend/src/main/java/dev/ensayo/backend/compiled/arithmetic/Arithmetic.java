package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import java.util.random.RandomGenerator;

/**
 * All number crunching, once in float for speed and once in double for checking gradients.
 *
 * <p>Elementwise work copies a stretch of native memory into a heap array that stays in the first
 * cache, computes there, where the compiler makes SIMD of simple loops, and copies back. An
 * instance has scratch of its own and belongs to one plan.
 */
public final class Arithmetic {
  /** 8 KiB an array: three of them and the bias fit the first cache. */
  private static final int CHUNK = HeapChunks.SIZE;

  /** Shorter pieces of rows are not read one by one: a copy has its price. */
  private static final int FEWEST_COLUMNS = 16;

  private final int chunk;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] d;
  private final Products products = new Products();
  private final ImageArithmetic images;

  /**
   * @param widestRow numbers in the longest row that a row by row function will see, and in the
   *     widest pixel of all channels and examples
   */
  public Arithmetic(int widestRow) {
    chunk = Math.max(CHUNK, widestRow);
    a = new float[chunk];
    b = new float[chunk];
    c = new float[chunk];
    d = new float[chunk];
    images = new ImageArithmetic(chunk);
  }

  /** What images need beyond this, with scratch of the same length. */
  public ImageArithmetic images() {
    return images;
  }

  /** Products of matrices. */
  public Products products() {
    return products;
  }

  /** y ← op(A)·x, with A {@code [m, n]} column by column. */
  public void multiply(boolean transpose, int m, int n, Slice matrix, Slice x, Slice y) {
    cblas_sgemv(
        CblasColMajor,
        transpose ? CblasTrans : CblasNoTrans,
        m,
        n,
        1,
        matrix.pointer(),
        m,
        x.pointer(),
        1,
        0,
        y.pointer(),
        1);
  }

  /**
   * output ← function(sums + bias), row by row.
   *
   * @param sums {@code [rows, columns]}; receives the sums with the bias unless it is the output
   * @param bias {@code [columns]}, or null
   */
  public void addBiasAndActivate(
      Slice sums, Slice bias, Slice output, ActivationFunction function, int rows, int columns) {
    if (bias == null && sums == output && function.isIdentity()) {
      return;
    }
    int rowsAtOnce = Math.min(rows, chunk / columns);
    if (bias != null) {
      bias.buffer().get(0, b, 0, columns);
      repeat(b, columns, rowsAtOnce * columns);
    }
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      sums.buffer().get(row * columns, a, 0, count);
      if (bias != null) {
        add(a, b, count);
      }
      if (sums != output) {
        sums.buffer().put(row * columns, a, 0, count);
      }
      function.forward(a, some, columns);
      output.buffer().put(row * columns, a, 0, count);
    }
  }

  /**
   * output ← function(sums + bias), feature by feature.
   *
   * @param sums {@code [features, length]}; receives the sums with the bias unless it is the output
   * @param bias {@code [features]}, or null
   * @param function that works number by number
   */
  public void addBiasesAndActivate(
      Slice sums, Slice bias, Slice output, ActivationFunction function, int features, int length) {
    addBiasesAndActivate(sums, bias, output, function, features, length, 1);
  }

  /**
   * The same, line by line.
   *
   * @param sums {@code [lines, features, length]}
   */
  public void addBiasesAndActivate(
      Slice sums,
      Slice bias,
      Slice output,
      ActivationFunction function,
      int features,
      int length,
      int lines) {
    for (int i = 0; i < lines * features; i++) {
      float shift = bias == null ? 0 : (float) bias.get(i % features);
      int end = (i + 1) * length;
      for (int from = i * length; from < end; from += chunk) {
        int some = Math.min(chunk, end - from);
        sums.buffer().get(from, a, 0, some);
        addBiasAndActivate(a, shift, sums, output, from, function, some);
      }
    }
  }

  /**
   * output ← function(sums + bias), of one feature.
   *
   * @param numbers sums; holds the outputs afterwards
   * @param sums receives the sums with the bias unless it is the output
   * @param at where sums and outputs begin in memory
   * @param function that works number by number
   */
  public void addBiasAndActivate(
      float[] numbers,
      float bias,
      Slice sums,
      Slice output,
      int at,
      ActivationFunction function,
      int count) {
    add(numbers, bias, count);
    if (sums != output) {
      sums.buffer().put(at, numbers, 0, count);
    }
    function.forward(numbers, 1, count);
    output.buffer().put(at, numbers, 0, count);
  }

  /**
   * to[c, r] ← from[r, c].
   *
   * @param from {@code [rows, columns]} row by row, a row at most as long as the widest
   * @param to {@code [columns, rows]} row by row
   */
  public void transpose(Slice from, int rows, int columns, Slice to) {
    int columnsAtOnce = Math.min(columns, chunk / rows);
    if (columnsAtOnce >= Math.min(columns, FEWEST_COLUMNS)) {
      transposeColumns(from, rows, columns, columnsAtOnce, to);
      return;
    }
    int rowsAtOnce = Math.min(rows, chunk / columns);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      from.buffer().get(row * columns, a, 0, some * columns);
      transpose(a, b, some, columns);
      for (int column = 0; column < columns; column++) {
        to.buffer().put(column * rows + row, b, column * some, some);
      }
    }
  }

  /** Columns of all rows follow each other where they are written to. */
  private void transposeColumns(Slice from, int rows, int columns, int atOnce, Slice to) {
    for (int column = 0; column < columns; column += atOnce) {
      int some = Math.min(atOnce, columns - column);
      if (some == columns) {
        from.buffer().get(0, a, 0, rows * columns);
      } else {
        for (int row = 0; row < rows; row++) {
          from.buffer().get(row * columns + column, a, row * some, some);
        }
      }
      transpose(a, b, rows, some);
      to.buffer().put(column * rows, b, 0, some * rows);
    }
  }

  /** Four rows at once, so that what is written close together is written at once. */
  private static void transpose(float[] x, float[] y, int rows, int columns) {
    int row = 0;
    for (; row <= rows - 4; row += 4) {
      int first = row * columns;
      int second = first + columns;
      int third = second + columns;
      int fourth = third + columns;
      for (int column = 0; column < columns; column++) {
        int at = column * rows + row;
        y[at] = x[first + column];
        y[at + 1] = x[second + column];
        y[at + 2] = x[third + column];
        y[at + 3] = x[fourth + column];
      }
    }
    for (; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        y[column * rows + row] = x[row * columns + column];
      }
    }
  }

  /**
   * gradient ← gradient · function'.
   *
   * @param kept sums or outputs, whichever the function asks for
   */
  public void activationBackward(
      Slice kept, Slice gradient, ActivationFunction function, int rows, int columns) {
    if (function.isIdentity()) {
      return;
    }
    int rowsAtOnce = Math.min(rows, chunk / columns);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      kept.buffer().get(row * columns, a, 0, count);
      gradient.buffer().get(row * columns, b, 0, count);
      function.backward(a, b, some, columns);
      gradient.buffer().put(row * columns, b, 0, count);
    }
  }

  /**
   * mask ← 1/keep with probability keep, else 0; output ← input · mask.
   *
   * @param count how many numbers
   */
  public void dropOut(
      Slice input, Slice mask, Slice output, int count, double keep, RandomGenerator random) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.buffer().get(from, a, 0, some);
      KeepMask.draw(random, keep, b, some);
      mask.buffer().put(from, b, 0, some);
      times(a, b, some);
      output.buffer().put(from, a, 0, some);
    }
  }

  /** output ← input · factors (+ output where {@code add}). */
  public void multiplyElements(Slice input, Slice factors, Slice output, int count, boolean add) {
    multiplyElements(input, 0, factors, output, count, add);
  }

  /**
   * The same of the numbers of input and output from one on, with the first of the factors.
   *
   * @param first where input and output begin
   */
  public void multiplyElements(
      Slice input, int first, Slice factors, Slice output, int count, boolean add) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.buffer().get(first + from, a, 0, some);
      factors.buffer().get(from, b, 0, some);
      times(a, b, some);
      if (add) {
        output.buffer().get(first + from, b, 0, some);
        add(a, b, some);
      }
      output.buffer().put(first + from, a, 0, some);
    }
  }

  /**
   * result ← factors ⊙ (x·yᵀ), matrices {@code [m, n]} column by column.
   *
   * @param m at most the widest row
   */
  public void multiplyOuter(Slice factors, Slice x, Slice y, int m, int n, Slice result) {
    x.buffer().get(0, b, 0, m);
    for (int column = 0; column < n; column++) {
      factors.buffer().get(column * m, a, 0, m);
      times(a, b, m);
      scale(a, (float) y.get(column), m);
      result.buffer().put(column * m, a, 0, m);
    }
  }

  /** to ← from. */
  public void copy(Slice source, Slice target, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      source.buffer().get(from, a, 0, some);
      target.buffer().put(from, a, 0, some);
    }
  }

  /** Σ x². */
  public double sumOfSquares(Slice x) {
    double sum = 0;
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.buffer().get(from, a, 0, some);
      sum += sumOfSquares(a, some);
    }
    return sum;
  }

  /**
   * Σ x² in BLAS's order, which is about eight times as fast as {@link #sumOfSquares}, good to five
   * digits, and exact where it would be beyond the range of float.
   */
  public double quickSumOfSquares(Slice x) {
    double sum = cblas_sdot(x.length(), x.pointer(), 1, x.pointer(), 1);
    return Double.isFinite(sum) ? sum : sumOfSquares(x);
  }

  /** x ← factor · x. */
  public void scale(Slice x, double factor) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.buffer().get(from, a, 0, some);
      scale(a, (float) factor, some);
      x.buffer().put(from, a, 0, some);
    }
  }

  /** Every element is limited to [−bound, bound]; NaN stays. */
  public void limit(Slice x, double bound) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.buffer().get(from, a, 0, some);
      limit(a, (float) bound, some);
      x.buffer().put(from, a, 0, some);
    }
  }

  /** gradient ← gradient + l1·sign(θ) + l2·θ. */
  public void regularize(Slice parameters, Slice gradient, double l1, double l2) {
    for (int from = 0; from < gradient.length(); from += chunk) {
      int some = Math.min(chunk, gradient.length() - from);
      parameters.buffer().get(from, a, 0, some);
      gradient.buffer().get(from, b, 0, some);
      regularize(a, b, (float) l1, (float) l2, some);
      gradient.buffer().put(from, b, 0, some);
    }
  }

  /**
   * θ ← θ − u, where the updater turns the gradient and its state into u.
   *
   * @param first first state array, null where the updater has none
   * @param second second state array, null where the updater has one at most
   * @param third third state array, null where the updater has two at most
   */
  public void update(
      UpdaterKernel kernel,
      Slice gradient,
      Slice parameters,
      HeapChunks first,
      HeapChunks second,
      HeapChunks third) {
    for (int from = 0; from < gradient.length(); from += HeapChunks.SIZE) {
      int some = Math.min(HeapChunks.SIZE, gradient.length() - from);
      int index = from / HeapChunks.SIZE;
      gradient.buffer().get(from, a, 0, some);
      kernel.update(
          a,
          first == null ? b : first.get(index),
          second == null ? c : second.get(index),
          third == null ? d : third.get(index),
          some);
      parameters.buffer().get(from, d, 0, some);
      subtract(d, a, some);
      parameters.buffer().put(from, d, 0, some);
    }
  }

  /** target ← (1 − τ)·target + τ·source. */
  public void blend(Slice target, Slice source, double tau) {
    for (int from = 0; from < target.length(); from += chunk) {
      int some = Math.min(chunk, target.length() - from);
      target.buffer().get(from, a, 0, some);
      source.buffer().get(from, b, 0, some);
      blend(a, b, (float) tau, some);
      target.buffer().put(from, a, 0, some);
    }
  }

  /** Fills the array with copies of its first {@code period} numbers, doubling as it goes. */
  private static void repeat(float[] x, int period, int count) {
    for (int done = period; done < count; done *= 2) {
      System.arraycopy(x, 0, x, done, Math.min(done, count - done));
    }
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }

  private static void add(float[] x, float number, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += number;
    }
  }

  private static void subtract(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] -= y[i];
    }
  }

  private static void times(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  private static void scale(float[] x, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }

  private static void limit(float[] x, float bound, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(-bound, Math.min(bound, x[i]));
    }
  }

  private static void regularize(
      float[] parameters, float[] gradient, float l1, float l2, int count) {
    if (l1 != 0) {
      for (int i = 0; i < count; i++) {
        gradient[i] += l1 * Math.signum(parameters[i]);
      }
    }
    if (l2 != 0) {
      for (int i = 0; i < count; i++) {
        gradient[i] += l2 * parameters[i];
      }
    }
  }

  private static void blend(float[] target, float[] source, float tau, int count) {
    float rest = 1 - tau;
    for (int i = 0; i < count; i++) {
      target[i] = rest * target[i] + tau * source[i];
    }
  }

  /** Eight sums side by side, because each addition has to wait for the one before it. */
  private static double sumOfSquares(float[] x, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i <= count - 8; i += 8) {
      s0 += (double) x[i] * x[i];
      s1 += (double) x[i + 1] * x[i + 1];
      s2 += (double) x[i + 2] * x[i + 2];
      s3 += (double) x[i + 3] * x[i + 3];
      s4 += (double) x[i + 4] * x[i + 4];
      s5 += (double) x[i + 5] * x[i + 5];
      s6 += (double) x[i + 6] * x[i + 6];
      s7 += (double) x[i + 7] * x[i + 7];
    }
    for (; i < count; i++) {
      s0 += (double) x[i] * x[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
