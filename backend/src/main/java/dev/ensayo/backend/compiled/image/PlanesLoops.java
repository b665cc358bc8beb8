package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.arithmetic.TapSums;
import dev.ensayo.backend.product.OpenBlasKernels;
import java.util.Arrays;

/**
 * The forward pass of a {@link PlanesConvolutionBlock} without products: some rows of output pixels
 * at once, the runs of all taps lie in heap arrays, loops add them to the sums of two filters, and
 * bias and function follow while those are in the first cache.
 *
 * <p>For few filters that is faster than OpenBLAS's kernels for AVX2, which copy the runs once more
 * before they multiply. Those sum some columns in two halves, so that last digits differ.
 */
final class PlanesLoops {
  /** More filters than this are worth the copy. */
  private static final int MOST_FILTERS = 32;

  /** Numbers of a run, of one row of output pixels or of as many as fit. */
  private static final int RUN = 1024;

  private final Windows windows;
  private final SeenRows seenRows;
  private final int filters;
  private final int taps;
  private final int largestBatch;
  private final float[] image;
  private final float[] weights;
  private final float[] chosen;
  private final float[] nothing;
  private final float[][] own;
  private final float[][] runs;
  private final float[][] sums;

  PlanesLoops(Windows windows, SeenRows seenRows, int channels, int filters, int largestBatch) {
    this.windows = windows;
    this.seenRows = seenRows;
    this.filters = filters;
    this.largestBatch = largestBatch;
    this.taps = channels * windows.taps();
    int pairs = (filters + TapSums.FILTERS - 1) / TapSums.FILTERS;
    int width = (taps + TapSums.TAPS - 1) / TapSums.TAPS * TapSums.TAPS;
    int run = windows.columns().output() * largestBatch;
    int longest = Math.max(run, Math.min(RUN, windows.rows().output() * run));
    int pixels = windows.rows().size() * windows.columns().size();
    this.image = new float[channels * pixels * largestBatch];
    this.weights = new float[filters * taps];
    this.chosen = new float[pairs * TapSums.FILTERS * width];
    this.nothing = new float[longest];
    this.own = new float[taps][longest];
    this.runs = new float[width][];
    this.sums = new float[pairs * TapSums.FILTERS][longest];
  }

  /** Whether loops are faster than products, with the kernels that OpenBLAS was told to use. */
  static boolean suit(int filters) {
    return filters <= MOST_FILTERS && OpenBlasKernels.copyForAvx2();
  }

  /**
   * output ← function(sums + bias), after the rows were looked at.
   *
   * @param planes {@code [C, H, W, B]}
   * @param kernels {@code [O, C·KH·KW]} row by row
   * @param bias {@code [O]}, or null
   * @param z receives the sums unless it is the output, {@code [O, H', W', B]}
   */
  void forward(
      Arithmetic arithmetic,
      Slice planes,
      Slice kernels,
      Slice bias,
      Slice z,
      Slice output,
      ActivationFunction function,
      int batch) {
    int rows = windows.rows().output();
    int run = windows.columns().output() * batch;
    int atOnce = Math.min(rows, Math.max(1, RUN / run));
    planes.store(image, image.length / largestBatch * batch);
    kernels.store(weights, weights.length);
    for (int row = 0; row < rows; row += atOnce) {
      int some = Math.min(atOnce, rows - row);
      int width = gather(row, some, batch);
      int count = some * run;
      for (int filter = 0; filter < filters; filter += TapSums.FILTERS) {
        for (int i = 0; i < TapSums.FILTERS; i++) {
          Arrays.fill(sums[filter + i], 0, count, 0);
        }
        for (int tap = 0; tap < width; tap += TapSums.TAPS) {
          TapSums.add(runs, tap, sums, filter, chosen, filter * width + tap, width, count);
        }
        for (int i = filter; i < Math.min(filters, filter + TapSums.FILTERS); i++) {
          float shift = bias == null ? 0 : (float) bias.get(i);
          int at = (i * rows + row) * run;
          arithmetic.addBiasAndActivate(sums[i], shift, z, output, at, function, count);
        }
      }
    }
  }

  /**
   * Gathers what the taps see that see anything, and their weights; returns how many, with some
   * that weigh nothing to make the number even.
   */
  private int gather(int row, int some, int batch) {
    int columns = windows.columns().kernel();
    int found = 0;
    for (int tapRow = 0; tapRow < seenRows.most(); tapRow++) {
      if (seenRows.sees(tapRow, row, some)) {
        for (int column = 0; column < columns; column++) {
          gather(tapRow, column, row, some, batch, own[found]);
          runs[found] = own[found];
          found++;
        }
      }
    }
    int width = (found + TapSums.TAPS - 1) / TapSums.TAPS * TapSums.TAPS;
    Arrays.fill(runs, found, width, nothing);
    choose(row, some, width);
    return width;
  }

  private void gather(int tapRow, int column, int row, int some, int batch, float[] into) {
    int run = windows.columns().output() * batch;
    int kernel = windows.rows().kernel();
    int channel = tapRow / kernel;
    int first = channel * windows.rows().size() + row + tapRow % kernel;
    int width = windows.columns().size();
    for (int i = 0; i < some; i++) {
      System.arraycopy(image, ((first + i) * width + column) * batch, into, i * run, run);
    }
  }

  /** The weights of the taps that see anything, and zeros. */
  private void choose(int row, int some, int width) {
    int columns = windows.columns().kernel();
    for (int filter = 0; filter < filters; filter++) {
      int at = filter * width;
      for (int tapRow = 0; tapRow < seenRows.most(); tapRow++) {
        if (seenRows.sees(tapRow, row, some)) {
          int from = filter * taps + tapRow * columns;
          for (int column = 0; column < columns; column++) {
            chosen[at] = weights[from + column];
            at++;
          }
        }
      }
      Arrays.fill(chosen, at, (filter + 1) * width, 0);
    }
  }
}
