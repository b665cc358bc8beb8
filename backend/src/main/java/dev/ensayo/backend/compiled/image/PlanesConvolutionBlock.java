package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Ones;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * What {@link ConvolutionBlock} computes, for images that lie as planes {@code [C, H, W, B]} before
 * and after, and kernels of few channels that move pixel by pixel inside the image.
 *
 * <p>What one tap of a kernel sees along a row of output pixels is one run of W'·B numbers as it
 * lies. The runs of all taps, {@code [C·KH·KW, W'·B]}, are copied together for each row of pixels,
 * and meet the kernels as Deeplearning4j keeps them, {@code [O, C·KH·KW]}, in one product. Written
 * plane by plane, its result is what a dense layer behind it reads. The copies stay for the
 * backward pass.
 *
 * <p>Taps that see nothing but zeros along a whole row, in all examples, are left out of the copies
 * and of the products of that row ({@link SeenRows}).
 */
final class PlanesConvolutionBlock implements Block {
  private final Value input;
  private final Value output;
  private final Windows windows;
  private final int channels;
  private final int filters;
  private final int taps;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final boolean addsToInputGradient;
  private final Region sums;
  private final Region runs;
  private final SeenRows seenRows;
  private final PlanesLoops loops;
  private final Region turnedKernels;
  private final Region someKernels;
  private final Region runGradient;
  private final Region turnedGradient;
  private final Ones ones;
  private final Matrix seen = new Matrix();
  private final Matrix kernels = new Matrix();
  private final Matrix pixels = new Matrix();

  /**
   * @param bias null for none
   */
  PlanesConvolutionBlock(
      BlockContext context,
      Windows windows,
      ParameterTensor weights,
      ParameterTensor bias,
      int filters,
      ActivationFunction function) {
    this.input = context.input();
    this.windows = windows;
    this.channels = input.shape().channels();
    this.filters = filters;
    this.taps = channels * windows.taps();
    this.weights = weights;
    this.bias = bias;
    this.function = function;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output =
        context.output(Shape.image(filters, windows.rows().output(), windows.columns().output()));
    this.sums =
        function.keepsOutput()
            ? output.data()
            : context.untilBackward(filters * windows.positions());
    this.runs = context.untilBackward(taps * windows.positions());
    int width = windows.columns().output() * context.largestBatch();
    this.runGradient = input.needsGradient() ? context.permanent(taps * width) : null;
    this.seenRows = new SeenRows(windows, channels);
    this.loops =
        PlanesLoops.suit(filters)
            ? new PlanesLoops(windows, seenRows, channels, filters, context.largestBatch())
            : null;
    this.turnedKernels = context.permanent(filters * taps);
    this.someKernels = context.permanent(filters * taps);
    this.turnedGradient = context.permanent(filters * taps);
    this.ones = new Ones(context, windows.positions() * context.largestBatch());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int batch = pass.rows();
    Slice x = input.data().slice();
    Slice z = sums.slice();
    Slice biases = bias == null ? null : bias.values();
    Slice y = output.data().slice();
    seenRows.look(arithmetic.images(), x, batch);
    if (loops != null) {
      loops.forward(arithmetic, x, weights.values(), biases, z, y, function, batch);
      return;
    }
    multiply(arithmetic, z, batch);
    int plane = windows.positions() * batch;
    arithmetic.addBiasesAndActivate(z, biases, y, function, filters, plane);
  }

  /** z ← a product for each row of output pixels. */
  private void multiply(Arithmetic arithmetic, Slice z, int batch) {
    int run = windows.columns().output() * batch;
    ImageArithmetic images = arithmetic.images();
    arithmetic.transpose(weights.values(), filters, taps, turnedKernels.slice());
    for (int row = 0; row < windows.rows().output(); row++) {
      pixels.at(z, row * run, run, filters, windows.positions() * batch);
      if (seenRows.at(row) == 0) {
        clear(images, z, row, batch);
        continue;
      }
      gather(images, row, batch);
      seen.at(runs.slice(), row * taps * run, run, tapsAt(row));
      arithmetic.products().multiply(seen, false, kernelsAt(images, row), true, 0, pixels);
    }
  }

  /** Where the run begins that a tap sees. */
  private int from(int channel, int row, int tapRow, int tapColumn, int batch) {
    int y = channel * windows.rows().size() + row + tapRow;
    return (y * windows.columns().size() + tapColumn) * batch;
  }

  /** Sums of nothing. */
  private void clear(ImageArithmetic images, Slice z, int row, int batch) {
    int run = windows.columns().output() * batch;
    for (int filter = 0; filter < filters; filter++) {
      images.clear(z, (filter * windows.rows().output() + row) * run, run);
    }
  }

  /** How many taps see anything along a row of output pixels. */
  private int tapsAt(int row) {
    return seenRows.at(row) * windows.columns().kernel();
  }

  /** The kernels as far as they see anything, {@code [O, taps]}. */
  private Matrix kernelsAt(ImageArithmetic images, int row) {
    int found = seenRows.at(row);
    if (found == seenRows.most()) {
      return kernels.at(turnedKernels.slice(), filters, taps);
    }
    int width = windows.columns().kernel() * filters;
    for (int i = 0; i < found; i++) {
      int from = seenRows.tapRow(row, i) * width;
      images.copy(turnedKernels.slice(), from, someKernels.slice(), i * width, width);
    }
    return kernels.at(someKernels.slice(), filters, tapsAt(row));
  }

  private void gather(ImageArithmetic images, int row, int batch) {
    Slice x = input.data().slice();
    Slice together = runs.slice();
    int run = windows.columns().output() * batch;
    int at = row * taps * run;
    for (int i = 0; i < seenRows.at(row); i++) {
      int channel = seenRows.tapRow(row, i) / windows.rows().kernel();
      int tapRow = seenRows.tapRow(row, i) % windows.rows().kernel();
      for (int j = 0; j < windows.columns().kernel(); j++) {
        images.copy(x, from(channel, row, tapRow, j, batch), together, at, run);
        at += run;
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int batch = pass.rows();
    int plane = windows.positions() * batch;
    Slice delta = output.gradient().slice();
    arithmetic.activationBackward(
        sums.slice(), delta, function, filters * windows.positions(), batch);
    if (bias != null) {
      arithmetic.multiply(true, plane, filters, delta, ones.slice(), bias.gradient());
    }
    weightGradient(arithmetic, delta, batch);
    if (input.needsGradient()) {
      inputGradient(arithmetic, delta, batch);
    }
  }

  /** Turned, for BLAS sums over long columns faster into a matrix of few rows. */
  private void weightGradient(Arithmetic arithmetic, Slice delta, int batch) {
    ImageArithmetic images = arithmetic.images();
    int run = windows.columns().output() * batch;
    int width = windows.columns().kernel() * filters;
    Slice sum = turnedGradient.slice();
    Slice some = someKernels.slice();
    images.clear(sum, filters * taps);
    for (int row = 0; row < windows.rows().output(); row++) {
      int found = seenRows.at(row);
      if (found == 0) {
        continue;
      }
      if (loops != null) {
        gather(images, row, batch);
      }
      boolean all = found == seenRows.most();
      pixels.at(delta, row * run, run, filters, windows.positions() * batch);
      seen.at(runs.slice(), row * taps * run, run, tapsAt(row));
      kernels.at(all ? sum : some, filters, tapsAt(row));
      arithmetic.products().multiply(pixels, true, seen, false, all ? 1 : 0, kernels);
      for (int i = 0; i < (all ? 0 : found); i++) {
        images.add(1, some, i * width, sum, seenRows.tapRow(row, i) * width, width);
      }
    }
    arithmetic.transpose(sum, taps, filters, weights.gradient());
  }

  private void inputGradient(Arithmetic arithmetic, Slice delta, int batch) {
    ImageArithmetic images = arithmetic.images();
    Products products = arithmetic.products();
    int run = windows.columns().output() * batch;
    Slice dx = input.gradient().slice();
    Slice together = runGradient.slice();
    if (!addsToInputGradient) {
      images.clear(dx, input.shape().size() * batch);
    }
    kernels.at(weights.values(), taps, filters);
    for (int row = 0; row < windows.rows().output(); row++) {
      pixels.at(delta, row * run, run, filters, windows.positions() * batch);
      products.multiply(pixels, false, kernels, true, 0, seen.at(together, run, taps));
      addBack(images, together, dx, row, batch);
    }
  }

  /** The inverse of gathering: adds the gradients of the runs to that of the image. */
  private void addBack(ImageArithmetic images, Slice together, Slice dx, int row, int batch) {
    int run = windows.columns().output() * batch;
    int at = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < windows.rows().kernel(); i++) {
        for (int j = 0; j < windows.columns().kernel(); j++) {
          images.add(1, together, at, dx, from(channel, row, i, j, batch), run);
          at += run;
        }
      }
    }
  }
}
