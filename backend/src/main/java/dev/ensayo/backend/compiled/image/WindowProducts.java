package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * The products where images lie pixel by pixel.
 *
 * <p>Images lie as {@code [H, W, C, B]}, so what one row of the kernel sees is a matrix {@code
 * [KW·C, B]} as it lies, and each pixel {@code [O, B]} is a sum of KH products. Where that matrix
 * is thin (few channels), or a dilated kernel skips columns, the window is first gathered into
 * {@code [KH·KW·C, B]} and multiplied once. A batch of one gathers the windows of a row of pixels
 * instead, so that the product is no vector's. Kernels are turned into {@code [O, KH, KW, C]} once
 * a pass.
 */
final class WindowProducts implements KernelProducts {
  /** Rows of a product below which one gathered product is faster than one for each kernel row. */
  static final int THIN = 48;

  private final Windows windows;
  private final int channels;
  private final int filters;
  private final int rowLength;
  private final int windowLength;
  private final int imageWidth;
  private final boolean gathers;
  private final ParameterTensor weights;
  private final int[] order;
  private final Region kernels;
  private final Region kernelGradient;
  private final Region window;
  private final Products products = new Products();
  private final Matrix seen = new Matrix();
  private final Matrix taps = new Matrix();
  private final Matrix pixels = new Matrix();

  /**
   * @param windows over the image, whose border is there where they reach beyond it
   * @param channels C
   * @param filters O
   */
  WindowProducts(
      BlockContext context, Windows windows, ParameterTensor weights, int channels, int filters) {
    this.windows = windows;
    this.channels = channels;
    this.filters = filters;
    this.rowLength = windows.columns().kernel() * channels;
    this.windowLength = windows.rows().kernel() * rowLength;
    this.imageWidth = windows.columns().padded();
    this.gathers =
        windows.columns().dilation() > 1 || (rowLength < THIN && windows.rows().kernel() > 1);
    this.weights = weights;
    this.order = order();
    this.kernels = context.permanent(filters * windowLength);
    this.kernelGradient = context.permanent(filters * windowLength);
    this.window =
        context.permanent(
            windowLength * Math.max(context.largestBatch(), windows.columns().output()));
  }

  /** Where the numbers of {@code [O, KH, KW, C]} come in {@code [O, C, KH, KW]}. */
  private int[] order() {
    int count = windows.taps();
    int[] places = new int[filters * windowLength];
    for (int i = 0; i < places.length; i++) {
      int filter = i / windowLength;
      int tap = i % windowLength / channels;
      int channel = i % channels;
      places[i] = (filter * channels + channel) * count + tap;
    }
    return places;
  }

  @Override
  public void takeKernels(ImageArithmetic images) {
    images.gather(weights.values(), order, kernels.slice());
  }

  @Override
  public void fromImage(ImageArithmetic images, Slice x, int batch, Slice z) {
    if (batch == 1) {
      fromOneImage(images, x, z);
    } else {
      fromImages(images, x, batch, 0, z);
    }
  }

  @Override
  public void addFromImage(ImageArithmetic images, Slice x, int batch, Slice z) {
    fromImages(images, x, batch, 1, z);
  }

  private void fromImages(ImageArithmetic images, Slice x, int batch, double keep, Slice z) {
    Slice w = kernels.slice();
    Slice gathered = window.slice();
    int kernelRows = windows.rows().kernel();
    int to = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        if (gathers) {
          gather(images, x, row, column, batch, gathered, 0);
          products.multiply(
              seen.at(gathered, batch, windowLength),
              false,
              taps.at(w, windowLength, filters),
              false,
              keep,
              pixels.at(z, to, batch, filters));
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                seen.at(x, from(row, column, i, 0, batch), batch, rowLength),
                false,
                taps.at(w, i * rowLength, rowLength, filters, windowLength),
                false,
                i == 0 ? keep : 1,
                pixels.at(z, to, batch, filters));
          }
        }
        to += filters * batch;
      }
    }
  }

  /** With a batch of one, a row of pixels is the other side of the product. */
  private void fromOneImage(ImageArithmetic images, Slice x, Slice z) {
    Slice gathered = window.slice();
    int width = windows.columns().output();
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < width; column++) {
        gather(images, x, row, column, 1, gathered, column * windowLength);
      }
      products.multiply(
          taps.at(kernels.slice(), windowLength, filters),
          true,
          seen.at(gathered, windowLength, width),
          false,
          0,
          pixels.at(z, row * width * filters, filters, width));
    }
  }

  @Override
  public void kernelGradient(ImageArithmetic images, Slice x, Slice z, int batch) {
    Slice gradient = kernelGradient.slice();
    Slice gathered = window.slice();
    int kernelRows = windows.rows().kernel();
    int at = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        double keep = at == 0 ? 0 : 1;
        if (gathers) {
          gather(images, x, row, column, batch, gathered, 0);
          products.multiply(
              seen.at(gathered, batch, windowLength),
              true,
              pixels.at(z, at, batch, filters),
              false,
              keep,
              taps.at(gradient, windowLength, filters));
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                seen.at(x, from(row, column, i, 0, batch), batch, rowLength),
                true,
                pixels.at(z, at, batch, filters),
                false,
                keep,
                taps.at(gradient, i * rowLength, rowLength, filters, windowLength));
          }
        }
        at += filters * batch;
      }
    }
    images.scatter(gradient, order, weights.gradient());
  }

  @Override
  public void addToImage(ImageArithmetic images, Slice z, int batch, Slice x) {
    Slice w = kernels.slice();
    Slice gathered = window.slice();
    int kernelRows = windows.rows().kernel();
    int at = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        if (gathers) {
          products.multiply(
              pixels.at(z, at, batch, filters),
              false,
              taps.at(w, windowLength, filters),
              true,
              0,
              seen.at(gathered, batch, windowLength));
          addBack(images, gathered, x, row, column, batch);
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                pixels.at(z, at, batch, filters),
                false,
                taps.at(w, i * rowLength, rowLength, filters, windowLength),
                true,
                1,
                seen.at(x, from(row, column, i, 0, batch), batch, rowLength));
          }
        }
        at += filters * batch;
      }
    }
  }

  /** Where a number of a window begins in the image with its border. */
  private int from(int row, int column, int kernelRow, int kernelColumn, int batch) {
    Windows.Side rows = windows.rows();
    Windows.Side columns = windows.columns();
    int y = row * rows.stride() + kernelRow * rows.dilation();
    int x = column * columns.stride() + kernelColumn * columns.dilation();
    return (y * imageWidth + x) * channels * batch;
  }

  /** Copies a window: its rows, or its pixels where the kernel skips columns. */
  private void gather(
      ImageArithmetic images, Slice x, int row, int column, int batch, Slice to, int offset) {
    int runs = windows.columns().dilation() > 1 ? windows.columns().kernel() : 1;
    int run = rowLength / runs * batch;
    int at = offset;
    for (int i = 0; i < windows.rows().kernel(); i++) {
      for (int j = 0; j < runs; j++) {
        images.copy(x, from(row, column, i, j, batch), to, at, run);
        at += run;
      }
    }
  }

  /** The inverse of gathering: adds a window to the image. */
  private void addBack(
      ImageArithmetic images, Slice gathered, Slice x, int row, int column, int batch) {
    int runs = windows.columns().dilation() > 1 ? windows.columns().kernel() : 1;
    int run = rowLength / runs * batch;
    int at = 0;
    for (int i = 0; i < windows.rows().kernel(); i++) {
      for (int j = 0; j < runs; j++) {
        images.add(1, gathered, at, x, from(row, column, i, j, batch), run);
        at += run;
      }
    }
  }
}
