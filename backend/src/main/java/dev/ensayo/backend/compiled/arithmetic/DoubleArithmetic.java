package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;

import java.util.random.RandomGenerator;

/** {@link Arithmetic} in double. */
public final class DoubleArithmetic implements Arithmetic {
  /** 16 KiB an array: speed does not matter here, only that chunks are crossed as in float. */
  private static final int CHUNK = 2048;

  private final int chunk;
  private final double[] a;
  private final double[] b;
  private final double[] c;
  private final double[] d;
  private final ImageArithmetic images;

  DoubleArithmetic(int widestRow) {
    chunk = Math.max(CHUNK, widestRow);
    a = new double[chunk];
    b = new double[chunk];
    c = new double[chunk];
    d = new double[chunk];
    images = new DoubleImageArithmetic(chunk);
  }

  @Override
  public ImageArithmetic images() {
    return images;
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Slice left,
      int strideA,
      Slice right,
      int strideB,
      double beta,
      Slice result,
      int strideC) {
    cblas_dgemm(
        CblasColMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1,
        left.doublePointer(),
        strideA,
        right.doublePointer(),
        strideB,
        beta,
        result.doublePointer(),
        strideC);
  }

  @Override
  public void multiply(boolean transpose, int m, int n, Slice matrix, Slice x, Slice y) {
    cblas_dgemv(
        CblasColMajor,
        transpose ? CblasTrans : CblasNoTrans,
        m,
        n,
        1,
        matrix.doublePointer(),
        m,
        x.doublePointer(),
        1,
        0,
        y.doublePointer(),
        1);
  }

  @Override
  public void addBiasAndActivate(
      Slice sums, Slice bias, Slice output, ActivationFunction function, int rows, int columns) {
    int rowsAtOnce = Math.min(rows, chunk / columns);
    if (bias != null) {
      bias.doubles().get(0, b, 0, columns);
      repeat(b, columns, rowsAtOnce * columns);
    }
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      sums.doubles().get(row * columns, a, 0, count);
      if (bias != null) {
        add(a, b, count);
      }
      if (sums != output) {
        sums.doubles().put(row * columns, a, 0, count);
      }
      function.forward(a, some, columns);
      output.doubles().put(row * columns, a, 0, count);
    }
  }

  @Override
  public void activationBackward(
      Slice kept, Slice gradient, ActivationFunction function, int rows, int columns) {
    int rowsAtOnce = Math.min(rows, chunk / columns);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      kept.doubles().get(row * columns, a, 0, count);
      gradient.doubles().get(row * columns, b, 0, count);
      function.backward(a, b, some, columns);
      gradient.doubles().put(row * columns, b, 0, count);
    }
  }

  @Override
  public void dropOut(
      Slice input, Slice mask, Slice output, int count, double keep, RandomGenerator random) {
    double kept = (1 / keep);
    long threshold = Math.round(keep * (1L << 32));
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.doubles().get(from, a, 0, some);
      for (int i = 0; i < some; i++) {
        b[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? kept : 0;
      }
      mask.doubles().put(from, b, 0, some);
      times(a, b, some);
      output.doubles().put(from, a, 0, some);
    }
  }

  @Override
  public void multiplyElements(Slice input, Slice factors, Slice output, int count, boolean add) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.doubles().get(from, a, 0, some);
      factors.doubles().get(from, b, 0, some);
      times(a, b, some);
      if (add) {
        output.doubles().get(from, b, 0, some);
        add(a, b, some);
      }
      output.doubles().put(from, a, 0, some);
    }
  }

  @Override
  public void copy(Slice source, Slice target, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      source.doubles().get(from, a, 0, some);
      target.doubles().put(from, a, 0, some);
    }
  }

  @Override
  public double sumOfSquares(Slice x) {
    double sum = 0;
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.doubles().get(from, a, 0, some);
      sum += sumOfSquares(a, some);
    }
    return sum;
  }

  @Override
  public void scale(Slice x, double factor) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.doubles().get(from, a, 0, some);
      scale(a, factor, some);
      x.doubles().put(from, a, 0, some);
    }
  }

  @Override
  public void limit(Slice x, double bound) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.doubles().get(from, a, 0, some);
      limit(a, bound, some);
      x.doubles().put(from, a, 0, some);
    }
  }

  @Override
  public void regularize(Slice parameters, Slice gradient, double l1, double l2) {
    for (int from = 0; from < gradient.length(); from += chunk) {
      int some = Math.min(chunk, gradient.length() - from);
      parameters.doubles().get(from, a, 0, some);
      gradient.doubles().get(from, b, 0, some);
      regularize(a, b, l1, l2, some);
      gradient.doubles().put(from, b, 0, some);
    }
  }

  @Override
  public void update(
      UpdaterKernel kernel,
      Slice gradient,
      Slice parameters,
      Slice first,
      Slice second,
      Slice third) {
    for (int from = 0; from < gradient.length(); from += chunk) {
      int some = Math.min(chunk, gradient.length() - from);
      gradient.doubles().get(from, a, 0, some);
      if (first != null) {
        first.doubles().get(from, b, 0, some);
      }
      if (second != null) {
        second.doubles().get(from, c, 0, some);
      }
      if (third != null) {
        third.doubles().get(from, d, 0, some);
      }
      kernel.update(a, b, c, d, some);
      if (first != null) {
        first.doubles().put(from, b, 0, some);
      }
      if (second != null) {
        second.doubles().put(from, c, 0, some);
      }
      if (third != null) {
        third.doubles().put(from, d, 0, some);
      }
      parameters.doubles().get(from, d, 0, some);
      subtract(d, a, some);
      parameters.doubles().put(from, d, 0, some);
    }
  }

  @Override
  public void blend(Slice target, Slice source, double tau) {
    for (int from = 0; from < target.length(); from += chunk) {
      int some = Math.min(chunk, target.length() - from);
      target.doubles().get(from, a, 0, some);
      source.doubles().get(from, b, 0, some);
      blend(a, b, tau, some);
      target.doubles().put(from, a, 0, some);
    }
  }

  /** Fills the array with copies of its first {@code period} numbers, doubling as it goes. */
  private static void repeat(double[] x, int period, int count) {
    for (int done = period; done < count; done *= 2) {
      System.arraycopy(x, 0, x, done, Math.min(done, count - done));
    }
  }

  private static void add(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }

  private static void subtract(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] -= y[i];
    }
  }

  private static void times(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  private static void scale(double[] x, double factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }

  private static void limit(double[] x, double bound, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(-bound, Math.min(bound, x[i]));
    }
  }

  private static void regularize(
      double[] parameters, double[] gradient, double l1, double l2, int count) {
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

  private static void blend(double[] target, double[] source, double tau, int count) {
    double rest = 1 - tau;
    for (int i = 0; i < count; i++) {
      target[i] = rest * target[i] + tau * source[i];
    }
  }

  private static double sumOfSquares(double[] x, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x[i] * x[i];
    }
    return sum;
  }
}
