package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import java.util.random.RandomGenerator;

/** {@link Arithmetic} in float. */
public final class FloatArithmetic implements Arithmetic {
  /** 8 KiB an array: three of them and the bias fit the first cache. */
  private static final int CHUNK = 2048;

  private final int chunk;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] d;
  private final FloatProducts products = new FloatProducts();
  private final ImageArithmetic images;

  FloatArithmetic(int widestRow) {
    chunk = Math.max(CHUNK, widestRow);
    a = new float[chunk];
    b = new float[chunk];
    c = new float[chunk];
    d = new float[chunk];
    images = new FloatImageArithmetic(chunk);
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
    products.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        left,
        0,
        strideA,
        right,
        0,
        strideB,
        (float) beta,
        result,
        0,
        strideC);
  }

  @Override
  public void multiply(boolean transpose, int m, int n, Slice matrix, Slice x, Slice y) {
    cblas_sgemv(
        CblasColMajor,
        transpose ? CblasTrans : CblasNoTrans,
        m,
        n,
        1,
        matrix.floatPointer(),
        m,
        x.floatPointer(),
        1,
        0,
        y.floatPointer(),
        1);
  }

  @Override
  public void addBiasAndActivate(
      Slice sums, Slice bias, Slice output, ActivationFunction function, int rows, int columns) {
    int rowsAtOnce = Math.min(rows, chunk / columns);
    if (bias != null) {
      bias.floats().get(0, b, 0, columns);
      repeat(b, columns, rowsAtOnce * columns);
    }
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      sums.floats().get(row * columns, a, 0, count);
      if (bias != null) {
        add(a, b, count);
      }
      if (sums != output) {
        sums.floats().put(row * columns, a, 0, count);
      }
      function.forward(a, some, columns);
      output.floats().put(row * columns, a, 0, count);
    }
  }

  @Override
  public void activationBackward(
      Slice kept, Slice gradient, ActivationFunction function, int rows, int columns) {
    int rowsAtOnce = Math.min(rows, chunk / columns);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, rows - row);
      int count = some * columns;
      kept.floats().get(row * columns, a, 0, count);
      gradient.floats().get(row * columns, b, 0, count);
      function.backward(a, b, some, columns);
      gradient.floats().put(row * columns, b, 0, count);
    }
  }

  @Override
  public void dropOut(
      Slice input, Slice mask, Slice output, int count, double keep, RandomGenerator random) {
    float kept = (float) (1 / keep);
    long threshold = Math.round(keep * (1L << 32));
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.floats().get(from, a, 0, some);
      for (int i = 0; i < some; i++) {
        b[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? kept : 0;
      }
      mask.floats().put(from, b, 0, some);
      times(a, b, some);
      output.floats().put(from, a, 0, some);
    }
  }

  @Override
  public void multiplyElements(Slice input, Slice factors, Slice output, int count, boolean add) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      input.floats().get(from, a, 0, some);
      factors.floats().get(from, b, 0, some);
      times(a, b, some);
      if (add) {
        output.floats().get(from, b, 0, some);
        add(a, b, some);
      }
      output.floats().put(from, a, 0, some);
    }
  }

  @Override
  public void copy(Slice source, Slice target, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      source.floats().get(from, a, 0, some);
      target.floats().put(from, a, 0, some);
    }
  }

  @Override
  public double sumOfSquares(Slice x) {
    double sum = 0;
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.floats().get(from, a, 0, some);
      sum += sumOfSquares(a, some);
    }
    return sum;
  }

  @Override
  public void scale(Slice x, double factor) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.floats().get(from, a, 0, some);
      scale(a, (float) factor, some);
      x.floats().put(from, a, 0, some);
    }
  }

  @Override
  public void limit(Slice x, double bound) {
    for (int from = 0; from < x.length(); from += chunk) {
      int some = Math.min(chunk, x.length() - from);
      x.floats().get(from, a, 0, some);
      limit(a, (float) bound, some);
      x.floats().put(from, a, 0, some);
    }
  }

  @Override
  public void regularize(Slice parameters, Slice gradient, double l1, double l2) {
    for (int from = 0; from < gradient.length(); from += chunk) {
      int some = Math.min(chunk, gradient.length() - from);
      parameters.floats().get(from, a, 0, some);
      gradient.floats().get(from, b, 0, some);
      regularize(a, b, (float) l1, (float) l2, some);
      gradient.floats().put(from, b, 0, some);
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
      gradient.floats().get(from, a, 0, some);
      if (first != null) {
        first.floats().get(from, b, 0, some);
      }
      if (second != null) {
        second.floats().get(from, c, 0, some);
      }
      if (third != null) {
        third.floats().get(from, d, 0, some);
      }
      kernel.update(a, b, c, d, some);
      if (first != null) {
        first.floats().put(from, b, 0, some);
      }
      if (second != null) {
        second.floats().put(from, c, 0, some);
      }
      if (third != null) {
        third.floats().put(from, d, 0, some);
      }
      parameters.floats().get(from, d, 0, some);
      subtract(d, a, some);
      parameters.floats().put(from, d, 0, some);
    }
  }

  @Override
  public void blend(Slice target, Slice source, double tau) {
    for (int from = 0; from < target.length(); from += chunk) {
      int some = Math.min(chunk, target.length() - from);
      target.floats().get(from, a, 0, some);
      source.floats().get(from, b, 0, some);
      blend(a, b, (float) tau, some);
      target.floats().put(from, a, 0, some);
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
