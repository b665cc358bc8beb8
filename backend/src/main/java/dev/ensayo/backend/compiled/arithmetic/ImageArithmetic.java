package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Number crunching on images, which lie as {@code [H, W, C, B]}: the batch innermost, so that all
 * channels of one pixel of all examples follow each other.
 *
 * <p>Everything is then a plain loop or a plain product over such runs: a row of a kernel's window
 * is one matrix {@code [KW·C, B]} as it lies, and nothing has to be unrolled (im2col).
 */
public final class ImageArithmetic {
  /** Columns transposed at once: one cache line of source for each of two lines of target. */
  private static final int TILE = 32;

  private final int chunk;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] d;
  private final float[] e;
  private final float[] f;
  private final float[] g;

  /**
   * @param chunk numbers in a heap array: at least one pixel of all channels and examples
   */
  ImageArithmetic(int chunk) {
    this.chunk = chunk;
    a = new float[chunk];
    b = new float[chunk];
    c = new float[chunk];
    d = new float[chunk];
    e = new float[chunk];
    f = new float[chunk];
    g = new float[chunk];
  }

  /** to ← from. */
  public void copy(Slice from, int fromOffset, Slice to, int toOffset, int count) {
    to.buffer().put(toOffset, from.buffer(), fromOffset, count);
  }

  /** to ← to + factor · from. */
  public void add(double factor, Slice from, int fromOffset, Slice to, int toOffset, int count) {
    FloatPointer source = from.pointer();
    FloatPointer target = to.pointer();
    cblas_saxpy(
        count, (float) factor, source.position(fromOffset), 1, target.position(toOffset), 1);
    source.position(0);
    target.position(0);
  }

  /** The first {@code count} numbers ← 0. */
  public void clear(Slice x, int count) {
    clear(x, 0, count);
  }

  /** {@code count} numbers from {@code offset} on ← 0. */
  public void clear(Slice x, int offset, int count) {
    Arrays.fill(a, 0, Math.min(chunk, count), 0);
    for (int from = 0; from < count; from += chunk) {
      x.buffer().put(offset + from, a, 0, Math.min(chunk, count - from));
    }
  }

  /** Whether all of {@code count} numbers from {@code offset} on are 0. */
  public boolean isZero(Slice x, int offset, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      x.buffer().get(offset + from, a, 0, some);
      for (int i = 0; i < some; i++) {
        if (a[i] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** to[i] ← from[order[i]]. */
  public void gather(Slice from, int[] order, Slice to) {
    FloatBuffer source = from.buffer();
    for (int start = 0; start < order.length; start += chunk) {
      int some = Math.min(chunk, order.length - start);
      for (int i = 0; i < some; i++) {
        a[i] = source.get(order[start + i]);
      }
      to.buffer().put(start, a, 0, some);
    }
  }

  /** to[order[i]] ← from[i]. */
  public void scatter(Slice from, int[] order, Slice to) {
    FloatBuffer target = to.buffer();
    for (int start = 0; start < order.length; start += chunk) {
      int some = Math.min(chunk, order.length - start);
      from.buffer().get(start, a, 0, some);
      for (int i = 0; i < some; i++) {
        target.put(order[start + i], a[i]);
      }
    }
  }

  /** to[i·times + j] ← from[i] for all j below {@code times}. */
  public void repeatEach(Slice from, int count, int times, Slice to) {
    FloatBuffer source = from.buffer();
    for (int i = 0; i < count; i++) {
      Arrays.fill(a, i * times, (i + 1) * times, source.get(i));
    }
    to.buffer().put(0, a, 0, count * times);
  }

  /** images[place[f]·batch + b] ← rows[b·F + f], with F places. */
  public void rowsToImages(Slice rows, int[] place, Slice images, int batch, boolean add) {
    int width = Math.max(1, Math.min(TILE, chunk / batch));
    for (int start = 0; start < place.length; start += width) {
      int some = Math.min(width, place.length - start);
      for (int row = 0; row < batch; row++) {
        rows.buffer().get(row * place.length + start, a, row * some, some);
      }
      for (int i = 0; i < some; i++) {
        for (int row = 0; row < batch; row++) {
          b[row] = a[row * some + i];
        }
        put(images, place[start + i] * batch, batch, add);
      }
    }
  }

  /** rows[b·F + f] ← images[place[f]·batch + b], with F places. */
  public void imagesToRows(Slice images, int[] place, Slice rows, int batch, boolean add) {
    int width = Math.max(1, Math.min(TILE, chunk / batch));
    for (int start = 0; start < place.length; start += width) {
      int some = Math.min(width, place.length - start);
      for (int i = 0; i < some; i++) {
        images.buffer().get(place[start + i] * batch, a, i * batch, batch);
      }
      for (int row = 0; row < batch; row++) {
        for (int i = 0; i < some; i++) {
          b[i] = a[i * batch + row];
        }
        put(rows, row * place.length + start, some, add);
      }
    }
  }

  /** Writes the numbers of the second array, or adds them. */
  private void put(Slice to, int offset, int count, boolean add) {
    if (add) {
      to.buffer().get(offset, c, 0, count);
      add(b, c, count);
    }
    to.buffer().put(offset, b, 0, count);
  }

  /**
   * y ← the largest of some runs of x, number by number.
   *
   * @param runs at least one
   */
  public void largest(Slice x, RunStarts runs, Slice y, int yOffset, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      x.buffer().get(runs.get(0) + from, a, 0, some);
      for (int run = 1; run < runs.count(); run++) {
        x.buffer().get(runs.get(run) + from, b, 0, some);
        maximum(a, b, some);
      }
      y.buffer().put(yOffset + from, a, 0, some);
    }
  }

  /**
   * The gradient of {@link #largest}: it goes to the first run that holds the largest number.
   *
   * @param dx gradient of x; it is added to
   */
  public void largestBackward(
      Slice x, RunStarts runs, Slice y, Slice dy, int yOffset, Slice dx, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      y.buffer().get(yOffset + from, a, 0, some);
      dy.buffer().get(yOffset + from, b, 0, some);
      for (int run = 0; run < runs.count(); run++) {
        x.buffer().get(runs.get(run) + from, c, 0, some);
        dx.buffer().get(runs.get(run) + from, d, 0, some);
        passToWinner(a, b, c, d, some);
        dx.buffer().put(runs.get(run) + from, d, 0, some);
      }
    }
  }

  /**
   * y ← (Σ |x|ᵖ)^(1/p) over some runs of x, number by number.
   *
   * @param runs at least one
   * @param p at least 1
   */
  public void norm(Slice x, RunStarts runs, int p, Slice y, int yOffset, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      Arrays.fill(a, 0, some, 0);
      for (int run = 0; run < runs.count(); run++) {
        x.buffer().get(runs.get(run) + from, b, 0, some);
        addPowers(a, b, p, some);
      }
      root(a, p, some);
      y.buffer().put(yOffset + from, a, 0, some);
    }
  }

  /**
   * The gradient of {@link #norm}: dx ← dx + dy·sign(x)·(|x|/y)ᵖ⁻¹, and nothing where y = 0.
   *
   * @param dx gradient of x; it is added to
   */
  public void normBackward(
      Slice x, RunStarts runs, int p, Slice y, Slice dy, int yOffset, Slice dx, int count) {
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      y.buffer().get(yOffset + from, a, 0, some);
      dy.buffer().get(yOffset + from, b, 0, some);
      for (int run = 0; run < runs.count(); run++) {
        x.buffer().get(runs.get(run) + from, c, 0, some);
        dx.buffer().get(runs.get(run) + from, d, 0, some);
        addNormSlope(a, b, c, d, p, some);
        dx.buffer().put(runs.get(run) + from, d, 0, some);
      }
    }
  }

  private static void addPowers(float[] sum, float[] x, int p, int count) {
    if (p == 2) {
      for (int i = 0; i < count; i++) {
        sum[i] += x[i] * x[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        sum[i] += (float) Math.pow(Math.abs(x[i]), p);
      }
    }
  }

  private static void root(float[] x, int p, int count) {
    if (p == 2) {
      for (int i = 0; i < count; i++) {
        x[i] = (float) Math.sqrt(x[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        x[i] = (float) Math.pow(x[i], 1.0 / p);
      }
    }
  }

  private static void addNormSlope(float[] y, float[] dy, float[] x, float[] dx, int p, int count) {
    for (int i = 0; i < count; i++) {
      if (y[i] != 0) {
        float share = x[i] / y[i];
        float slope =
            p == 2 ? share : Math.signum(share) * (float) Math.pow(Math.abs(share), p - 1);
        dx[i] += slope * dy[i];
      }
    }
  }

  /**
   * Mean and variance (÷ n) of each feature. A row holds each feature {@code group} times in a row.
   *
   * @param x {@code [rows, features, group]}
   */
  public void moments(Slice x, int rows, int group, double[] mean, double[] variance) {
    int columns = mean.length * group;
    double count = (double) rows * group;
    Arrays.fill(b, 0, columns, 0);
    for (int row = 0; row < rows; row++) {
      x.buffer().get(row * columns, a, 0, columns);
      add(b, a, columns);
    }
    sumGroups(b, group, mean);
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= count;
    }
    spread(mean, group, c);
    Arrays.fill(b, 0, columns, 0);
    for (int row = 0; row < rows; row++) {
      x.buffer().get(row * columns, a, 0, columns);
      addSquares(b, a, c, columns);
    }
    sumGroups(b, group, variance);
    for (int i = 0; i < variance.length; i++) {
      variance[i] /= count;
    }
  }

  /**
   * sums ← Σ x per feature, over all lines.
   *
   * @param x {@code [lines, features, length]}
   */
  public void sumsOfLines(Slice x, int lines, int length, double[] sums) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < lines * sums.length; i++) {
      int end = (i + 1) * length;
      for (int from = i * length; from < end; from += chunk) {
        int some = Math.min(chunk, end - from);
        x.buffer().get(from, a, 0, some);
        sums[i % sums.length] += LaneSums.of(a, 0, some);
      }
    }
  }

  /** y ← (x − center)·scale + shift, the coefficients per feature. */
  public void affine(
      Slice x, Slice y, int rows, int group, double[] center, double[] scale, double[] shift) {
    int columns = center.length * group;
    spread(center, group, b);
    spread(scale, group, c);
    spread(shift, group, d);
    for (int row = 0; row < rows; row++) {
      x.buffer().get(row * columns, a, 0, columns);
      affine(a, b, c, d, columns);
      y.buffer().put(row * columns, a, 0, columns);
    }
  }

  /** sums ← Σ dy and products ← Σ dy·(x − center) per feature. */
  public void gradientSums(
      Slice x, Slice dy, int rows, int group, double[] center, double[] sums, double[] products) {
    int columns = center.length * group;
    spread(center, group, c);
    Arrays.fill(d, 0, columns, 0);
    Arrays.fill(e, 0, columns, 0);
    for (int row = 0; row < rows; row++) {
      x.buffer().get(row * columns, a, 0, columns);
      dy.buffer().get(row * columns, b, 0, columns);
      add(d, b, columns);
      addProducts(e, a, c, b, columns);
    }
    sumGroups(d, group, sums);
    sumGroups(e, group, products);
  }

  /**
   * dx ← scale·dy + slope·(x − center) + shift (+ dx where {@code add}), the coefficients per
   * feature.
   */
  public void affineBackward(
      Slice x, Slice dy, Slice dx, int rows, int group, AffineSlope coefficients, boolean add) {
    int columns = coefficients.center().length * group;
    spread(coefficients.center(), group, c);
    spread(coefficients.scale(), group, d);
    spread(coefficients.slope(), group, e);
    spread(coefficients.shift(), group, f);
    for (int row = 0; row < rows; row++) {
      x.buffer().get(row * columns, a, 0, columns);
      dy.buffer().get(row * columns, b, 0, columns);
      affine(a, c, e, f, columns);
      addScaled(a, b, d, columns);
      if (add) {
        dx.buffer().get(row * columns, g, 0, columns);
        add(a, g, columns);
      }
      dx.buffer().put(row * columns, a, 0, columns);
    }
  }

  /**
   * Coefficients of {@link #affineBackward}, each {@code [features]}; they may change from step to
   * step.
   */
  public record AffineSlope(double[] center, double[] scale, double[] slope, double[] shift) {}

  private static void sumGroups(float[] columns, int group, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (int j = i * group; j < (i + 1) * group; j++) {
        sum += columns[j];
      }
      sums[i] = sum;
    }
  }

  private static void spread(double[] features, int group, float[] columns) {
    for (int i = 0; i < features.length; i++) {
      Arrays.fill(columns, i * group, (i + 1) * group, (float) features[i]);
    }
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }

  private static void addScaled(float[] x, float[] y, float[] factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i] * factor[i];
    }
  }

  private static void addSquares(float[] sum, float[] x, float[] center, int count) {
    for (int i = 0; i < count; i++) {
      float distance = x[i] - center[i];
      sum[i] += distance * distance;
    }
  }

  private static void addProducts(
      float[] sum, float[] x, float[] center, float[] factor, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += (x[i] - center[i]) * factor[i];
    }
  }

  private static void affine(float[] x, float[] center, float[] scale, float[] shift, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (x[i] - center[i]) * scale[i] + shift[i];
    }
  }

  private static void maximum(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(x[i], y[i]);
    }
  }

  /**
   * Where x is the largest, dx takes the gradient and dy keeps none for what follows. The factor is
   * 1 for a difference of exactly 0 and else 0, without a branch: any difference times 1e60 is
   * beyond 1. NaN gives NaN.
   */
  static void passToWinner(float[] y, float[] dy, float[] x, float[] dx, int count) {
    for (int i = 0; i < count; i++) {
      float winner = 1 - Math.min(1, (y[i] - x[i]) * 1e30f * 1e30f);
      float passed = winner * dy[i];
      dx[i] += passed;
      dy[i] -= passed;
    }
  }
}
