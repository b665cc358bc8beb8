package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * The products where images lie line by line, {@code [H, C, W, B]}. What a column of the kernel
 * sees of all windows of a line is a matrix {@code [W'·B, KH·C]} as it lies, its columns a line of
 * a channel apart, and the pixels of the line are another, {@code [W'·B, O]}: KW products a line,
 * and nothing is gathered. A kernel whose rows are apart takes a product for each of them, too.
 *
 * <p>Kernels are turned into {@code [KW, O, KH, C]} once a pass, with such a dilation into {@code
 * [KW, KH, O, C]}.
 */
final class LineProducts implements KernelProducts {
  private final Windows windows;
  private final LineFrame frame;
  private final int channels;
  private final int filters;

  /** Rows of the kernel that are multiplied at once. */
  private final int rowsAtOnce;

  private final ParameterTensor weights;
  private final int[] order;
  private final Region kernels;
  private final Region kernelGradient;
  private final Products products = new Products();
  private final Matrix seen = new Matrix();
  private final Matrix taps = new Matrix();
  private final Matrix pixels = new Matrix();

  /**
   * @param windows over the image
   * @param channels C
   * @param filters O
   */
  LineProducts(
      BlockContext context, Windows windows, ParameterTensor weights, int channels, int filters) {
    this.windows = windows;
    this.frame = new LineFrame(windows, channels, context.largestBatch());
    this.channels = channels;
    this.filters = filters;
    this.rowsAtOnce = windows.rows().dilation() == 1 ? windows.rows().kernel() : 1;
    this.weights = weights;
    this.order = order();
    this.kernels = context.permanent(order.length);
    this.kernelGradient = context.permanent(order.length);
  }

  /** Where the numbers as they are multiplied come in {@code [O, C, KH, KW]}. */
  private int[] order() {
    int kernelRows = windows.rows().kernel();
    int kernelColumns = windows.columns().kernel();
    int length = length();
    int[] places = new int[filters * channels * windows.taps()];
    for (int i = 0; i < places.length; i++) {
      int product = i / (filters * length);
      int column = product / (kernelRows / rowsAtOnce);
      int row = product % (kernelRows / rowsAtOnce) + i % length / channels;
      int filter = i / length % filters;
      int channel = i % channels;
      places[i] = ((filter * channels + channel) * kernelRows + row) * kernelColumns + column;
    }
    return places;
  }

  /** Numbers of a window in one product. */
  private int length() {
    return rowsAtOnce * channels;
  }

  @Override
  public void takeKernels(ImageArithmetic images) {
    images.gather(weights.values(), order, kernels.slice());
  }

  @Override
  public void fromImage(ImageArithmetic images, Slice x, int batch, Slice z) {
    fromImage(x, batch, 0, z);
  }

  @Override
  public void addFromImage(ImageArithmetic images, Slice x, int batch, Slice z) {
    fromImage(x, batch, 1, z);
  }

  private void fromImage(Slice x, int batch, double keep, Slice z) {
    for (int row = 0; row < windows.rows().output(); row++) {
      pixelsOf(z, row, batch);
      for (int product = 0; product < count(); product++) {
        products.multiply(
            seenBy(x, row, product, batch),
            false,
            tapsOf(kernels.slice(), product),
            false,
            product == 0 ? keep : 1,
            pixels);
      }
    }
  }

  @Override
  public void kernelGradient(ImageArithmetic images, Slice x, Slice z, int batch) {
    Slice gradient = kernelGradient.slice();
    for (int row = 0; row < windows.rows().output(); row++) {
      pixelsOf(z, row, batch);
      for (int product = 0; product < count(); product++) {
        products.multiply(
            seenBy(x, row, product, batch),
            true,
            pixels,
            false,
            row == 0 ? 0 : 1,
            tapsOf(gradient, product));
      }
    }
    images.scatter(gradient, order, weights.gradient());
  }

  @Override
  public void addToImage(ImageArithmetic images, Slice z, int batch, Slice x) {
    for (int row = 0; row < windows.rows().output(); row++) {
      pixelsOf(z, row, batch);
      for (int product = 0; product < count(); product++) {
        products.multiply(
            pixels,
            false,
            tapsOf(kernels.slice(), product),
            true,
            1,
            seenBy(x, row, product, batch));
      }
    }
  }

  /** Products of a line of pixels. */
  private int count() {
    return windows.taps() / rowsAtOnce;
  }

  private void pixelsOf(Slice z, int row, int batch) {
    int run = windows.columns().output() * batch;
    pixels.at(z, row * filters * run, run, filters);
  }

  private Matrix tapsOf(Slice numbers, int product) {
    return taps.at(numbers, product * filters * length(), length(), filters);
  }

  /** What a line of windows sees in one product. */
  private Matrix seenBy(Slice x, int row, int product, int batch) {
    int kernelRows = windows.rows().kernel() / rowsAtOnce;
    int from = frame.from(row, product % kernelRows, product / kernelRows, batch);
    int run = windows.columns().output() * batch;
    return seen.at(x, from, run, length(), frame.lineLength(batch));
  }
}
