package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * output[o, h, w] = function(b[o] + Σ W[o, c, i, j]·input[c, h·S + i·D − P, w·S + j·D − P]), the
 * cross-correlation that every library calls convolution (Goodfellow et al., "Deep learning", 2016,
 * eq. 9.6), with zeros around the image.
 *
 * <p>Images lie as {@code [H, W, C, B]}, so what one row of the kernel sees is a matrix {@code
 * [KW·C, B]} as it lies, and each output pixel {@code [O, B]} is a sum of KH products. Where that
 * matrix is thin (few channels), or a dilated kernel skips columns, the window is first gathered
 * into {@code [KH·KW·C, B]} and multiplied once. A batch of one gathers the windows of a row of
 * pixels instead, so that the product is no vector's. Kernels {@code [O, C, KH, KW]} are turned
 * into {@code [O, KH, KW, C]} once a pass.
 */
public final class ConvolutionBlock implements Block {
  /** Rows of a product below which one gathered product is faster than one for each kernel row. */
  static final int THIN = 48;

  private final Value input;
  private final Value output;
  private final Windows windows;
  private final int channels;
  private final int filters;
  private final int rowLength;
  private final int windowLength;
  private final int paddedWidth;
  private final int paddedPixels;
  private final boolean gathers;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final boolean addsToInputGradient;
  private final int[] order;
  private final Region sums;
  private final Region padded;
  private final Region paddedGradient;
  private final Region kernels;
  private final Region kernelGradient;
  private final Region window;
  private final Region wideBias;
  private final Region ones;
  private final Products products = new Products();
  private final Matrix seen = new Matrix();
  private final Matrix taps = new Matrix();
  private final Matrix pixels = new Matrix();

  /**
   * @param bias null for none
   */
  ConvolutionBlock(
      BlockContext context,
      Windows windows,
      ParameterTensor weights,
      ParameterTensor bias,
      int filters,
      ActivationFunction function) {
    int batch = context.largestBatch();
    this.input = context.input();
    this.windows = windows;
    this.channels = input.shape().channels();
    this.filters = filters;
    this.rowLength = windows.columns().kernel() * channels;
    this.windowLength = windows.rows().kernel() * rowLength;
    this.paddedWidth = windows.columns().padded();
    this.paddedPixels = windows.rows().padded() * paddedWidth;
    this.gathers =
        windows.columns().dilation() > 1 || (rowLength < THIN && windows.rows().kernel() > 1);
    this.weights = weights;
    this.bias = bias;
    this.function = function;
    this.addsToInputGradient = context.addsToInputGradient();
    this.order = order();
    this.output =
        context.output(Shape.image(filters, windows.rows().output(), windows.columns().output()));
    this.sums =
        function.keepsOutput()
            ? output.data()
            : context.untilBackward(filters * windows.positions());
    this.padded = windows.padded() ? context.untilBackward(paddedPixels * channels) : null;
    this.paddedGradient =
        windows.padded() && input.needsGradient()
            ? context.untilBackward(paddedPixels * channels)
            : null;
    this.kernels = context.permanent(filters * windowLength);
    this.kernelGradient = context.permanent(filters * windowLength);
    this.window = context.permanent(windowLength * Math.max(batch, windows.columns().output()));
    this.wideBias = context.permanent(filters * batch);
    this.ones = context.permanent(Math.max(batch, windows.positions()));
  }

  /** Where the numbers of {@code [O, KH, KW, C]} come in {@code [O, C, KH, KW]}. */
  private int[] order() {
    int taps = windows.taps();
    int[] places = new int[filters * windowLength];
    for (int i = 0; i < places.length; i++) {
      int filter = i / windowLength;
      int tap = i % windowLength / channels;
      int channel = i % channels;
      places[i] = (filter * channels + channel) * taps + tap;
    }
    return places;
  }

  @Override
  public void forward(Pass pass) {
    int batch = pass.rows();
    ImageArithmetic images = pass.arithmetic().images();
    images.gather(weights.values(), order, kernels.slice());
    Slice x = pad(images, batch);
    if (batch == 1) {
      forwardOne(images, x);
    } else {
      forwardMany(images, x, batch);
    }
    Slice shift = null;
    if (bias != null) {
      shift = wideBias.slice();
      images.repeatEach(bias.values(), filters, batch, shift);
    }
    pass.arithmetic()
        .addBiasAndActivate(
            sums.slice(),
            shift,
            output.data().slice(),
            function,
            windows.positions(),
            filters * batch);
  }

  private void forwardMany(ImageArithmetic images, Slice x, int batch) {
    Slice w = kernels.slice();
    Slice z = sums.slice();
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
              0,
              pixels.at(z, to, batch, filters));
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                seen.at(x, from(row, column, i, 0, batch), batch, rowLength),
                false,
                taps.at(w, i * rowLength, rowLength, filters, windowLength),
                false,
                i == 0 ? 0 : 1,
                pixels.at(z, to, batch, filters));
          }
        }
        to += filters * batch;
      }
    }
  }

  /** With a batch of one, a row of output pixels is the other side of the product. */
  private void forwardOne(ImageArithmetic images, Slice x) {
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
          pixels.at(sums.slice(), row * width * filters, filters, width));
    }
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    ImageArithmetic images = arithmetic.images();
    int batch = pass.rows();
    int positions = windows.positions();
    Slice delta = output.gradient().slice();
    arithmetic.activationBackward(sums.slice(), delta, function, positions, filters * batch);
    if (bias != null) {
      Slice one = allOnes();
      Slice overPixels = wideBias.slice();
      arithmetic.multiply(false, filters * batch, positions, delta, one, overPixels);
      arithmetic.multiply(true, batch, filters, overPixels, one, bias.gradient());
    }
    weightGradient(images, delta, batch);
    if (input.needsGradient()) {
      inputGradient(images, delta, batch);
    }
  }

  private void weightGradient(ImageArithmetic images, Slice delta, int batch) {
    Slice x = padded == null ? input.data().slice() : padded.slice();
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
              pixels.at(delta, at, batch, filters),
              false,
              keep,
              taps.at(gradient, windowLength, filters));
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                seen.at(x, from(row, column, i, 0, batch), batch, rowLength),
                true,
                pixels.at(delta, at, batch, filters),
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

  private void inputGradient(ImageArithmetic images, Slice delta, int batch) {
    Slice w = kernels.slice();
    Slice gathered = window.slice();
    Slice dx = padded == null ? input.gradient().slice() : paddedGradient.slice();
    if (padded != null || !addsToInputGradient) {
      images.clear(dx, paddedPixels * channels * batch);
    }
    int kernelRows = windows.rows().kernel();
    int at = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        if (gathers) {
          products.multiply(
              pixels.at(delta, at, batch, filters),
              false,
              taps.at(w, windowLength, filters),
              true,
              0,
              seen.at(gathered, batch, windowLength));
          addBack(images, gathered, dx, row, column, batch);
        } else {
          for (int i = 0; i < kernelRows; i++) {
            products.multiply(
                pixels.at(delta, at, batch, filters),
                false,
                taps.at(w, i * rowLength, rowLength, filters, windowLength),
                true,
                1,
                seen.at(dx, from(row, column, i, 0, batch), batch, rowLength));
          }
        }
        at += filters * batch;
      }
    }
    if (padded != null) {
      unpad(images, dx, batch);
    }
  }

  /** Where a number of a window begins in the padded image. */
  private int from(int row, int column, int kernelRow, int kernelColumn, int batch) {
    Windows.Side rows = windows.rows();
    Windows.Side columns = windows.columns();
    int y = row * rows.stride() + kernelRow * rows.dilation();
    int x = column * columns.stride() + kernelColumn * columns.dilation();
    return (y * paddedWidth + x) * channels * batch;
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

  /** The inverse of gathering: adds a window's gradient to that of the image. */
  private void addBack(
      ImageArithmetic images, Slice gathered, Slice dx, int row, int column, int batch) {
    int runs = windows.columns().dilation() > 1 ? windows.columns().kernel() : 1;
    int run = rowLength / runs * batch;
    int at = 0;
    for (int i = 0; i < windows.rows().kernel(); i++) {
      for (int j = 0; j < runs; j++) {
        images.add(1, gathered, at, dx, from(row, column, i, j, batch), run);
        at += run;
      }
    }
  }

  /** The image with its border; the border moves with the size of the batch. */
  private Slice pad(ImageArithmetic images, int batch) {
    Slice x = input.data().slice();
    if (padded == null) {
      return x;
    }
    Slice to = padded.slice();
    images.clear(to, paddedPixels * channels * batch);
    int run = windows.columns().size() * channels * batch;
    for (int row = 0; row < windows.rows().size(); row++) {
      images.copy(x, row * run, to, inside(row, batch), run);
    }
    return to;
  }

  private void unpad(ImageArithmetic images, Slice from, int batch) {
    Slice dx = input.gradient().slice();
    int run = windows.columns().size() * channels * batch;
    for (int row = 0; row < windows.rows().size(); row++) {
      if (addsToInputGradient) {
        images.add(1, from, inside(row, batch), dx, row * run, run);
      } else {
        images.copy(from, inside(row, batch), dx, row * run, run);
      }
    }
  }

  /** Where a row of the image begins in the padded image. */
  private int inside(int row, int batch) {
    int pixel = (row + windows.rows().before()) * paddedWidth + windows.columns().before();
    return pixel * channels * batch;
  }

  /** A vector of ones, with which a matrix-vector product sums. */
  private Slice allOnes() {
    Slice slice = ones.slice();
    if (slice.get(0) == 0) {
      for (int i = 0; i < slice.length(); i++) {
        slice.put(i, 1);
      }
    }
    return slice;
  }
}
