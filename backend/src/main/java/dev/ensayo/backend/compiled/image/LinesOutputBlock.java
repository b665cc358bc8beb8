package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * What {@link PixelOutputBlock} computes, of images that lie line by line. A line of all channels
 * is worked on at once.
 */
final class LinesOutputBlock implements Block {
  private final Value input;
  private final Value output;
  private final ActivationFunction function;
  private final boolean lossIncludesFunction;
  private final boolean addsToInputGradient;
  private final Region activated;
  private final Shape shape;
  private final float[] line;
  private final float[] kept;
  private final float[] turned;

  /**
   * @param function of a line {@code [C, W·B]}
   * @param lossIncludesFunction whether the gradient arrives as that of the input, not the output
   */
  LinesOutputBlock(
      BlockContext context, ActivationFunction function, boolean lossIncludesFunction) {
    this.input = context.input();
    this.function = function;
    this.lossIncludesFunction = lossIncludesFunction;
    this.addsToInputGradient = context.addsToInputGradient();
    this.shape = input.shape();
    this.output = context.output(shape);
    this.activated = context.untilBackward(shape.size());
    int width = shape.width() * context.largestBatch();
    this.line = new float[shape.channels() * width];
    this.kept = new float[shape.channels() * width];
    this.turned = new float[width];
  }

  @Override
  public void forward(Pass pass) {
    int batch = pass.rows();
    int count = shape.channels() * shape.width() * batch;
    for (int row = 0; row < shape.height(); row++) {
      input.data().slice().buffer().get(row * count, line, 0, count);
      function.forward(line, 1, count);
      activated.slice().buffer().put(row * count, line, 0, count);
      toRows(row, batch);
    }
  }

  private void toRows(int row, int batch) {
    Slice rows = output.data().slice();
    int width = shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      turn(line, channel * width * batch, width, batch, turned, 0);
      for (int b = 0; b < batch; b++) {
        rows.buffer().put(at(b, channel, row), turned, b * width, width);
      }
    }
  }

  /** Where a line of a channel begins in the rows {@code [B, C, H, W]}. */
  private int at(int example, int channel, int row) {
    return ((example * shape.channels() + channel) * shape.height() + row) * shape.width();
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int batch = pass.rows();
    int count = shape.channels() * shape.width() * batch;
    boolean arrives = pass.slopesIncludeFunction(lossIncludesFunction);
    Slice numbers = function.keepsOutput() ? activated.slice() : input.data().slice();
    Slice dx = input.gradient().slice();
    for (int row = 0; row < shape.height(); row++) {
      fromRows(row, batch);
      if (!arrives) {
        numbers.buffer().get(row * count, kept, 0, count);
        function.backward(kept, line, 1, count);
      }
      if (addsToInputGradient) {
        dx.buffer().get(row * count, kept, 0, count);
        add(line, kept, count);
      }
      dx.buffer().put(row * count, line, 0, count);
    }
  }

  private void fromRows(int row, int batch) {
    Slice rows = output.gradient().slice();
    int width = shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int b = 0; b < batch; b++) {
        rows.buffer().get(at(b, channel, row), turned, b * width, width);
      }
      turn(turned, 0, batch, width, line, channel * width * batch);
    }
  }

  /** y[j, i] ← x[i, j] of {@code [rows, columns]}. */
  private static void turn(float[] x, int from, int rows, int columns, float[] y, int to) {
    for (int j = 0; j < columns; j++) {
      int at = to + j * rows;
      for (int i = 0; i < rows; i++) {
        y[at + i] = x[from + i * columns + j];
      }
    }
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }
}
