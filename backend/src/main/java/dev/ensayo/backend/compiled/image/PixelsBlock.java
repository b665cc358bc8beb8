package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * An image whose pixels are pixels of another, or nothing: a border of zeros, a part that is cut
 * out, pixels that are repeated.
 */
final class PixelsBlock implements Block {
  /** Stands for no pixel. */
  private static final int NONE = -1;

  private final Value input;
  private final Value output;
  private final int[] sources;
  private final boolean addsToInputGradient;

  private PixelsBlock(BlockContext context, Shape shape, int[] sources) {
    this.input = context.input();
    this.sources = sources;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(shape);
  }

  /**
   * The image moved by some pixels in a frame of another size; what is not covered is zero.
   *
   * @param top rows of the frame above the image; negative where rows of the image are cut off
   * @param left the same for columns
   * @param height of the frame
   * @param width of the frame
   */
  static PixelsBlock moved(BlockContext context, int top, int left, int height, int width) {
    Shape in = context.input().shape();
    int[] sources = new int[height * width];
    for (int pixel = 0; pixel < sources.length; pixel++) {
      int y = pixel / width - top;
      int x = pixel % width - left;
      boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
      sources[pixel] = inside ? y * in.width() + x : NONE;
    }
    return new PixelsBlock(context, Shape.image(in.channels(), height, width), sources);
  }

  /** Each pixel several times, side by side and above each other. */
  static PixelsBlock repeated(BlockContext context, int rows, int columns) {
    Shape in = context.input().shape();
    int width = Math.multiplyExact(in.width(), columns);
    int[] sources = new int[Math.multiplyExact(width, Math.multiplyExact(in.height(), rows))];
    for (int pixel = 0; pixel < sources.length; pixel++) {
      sources[pixel] = pixel / width / rows * in.width() + pixel % width / columns;
    }
    return new PixelsBlock(context, Shape.image(in.channels(), in.height() * rows, width), sources);
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int run = input.shape().channels() * pass.rows();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    images.clear(y, sources.length * run);
    for (int pixel = 0; pixel < sources.length; pixel++) {
      if (sources[pixel] != NONE) {
        images.copy(x, sources[pixel] * run, y, pixel * run, run);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    ImageArithmetic images = pass.arithmetic().images();
    int run = input.shape().channels() * pass.rows();
    Slice dy = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (!addsToInputGradient) {
      images.clear(dx, input.shape().size() * pass.rows());
    }
    for (int pixel = 0; pixel < sources.length; pixel++) {
      if (sources[pixel] != NONE) {
        images.add(1, dy, pixel * run, dx, sources[pixel] * run, run);
      }
    }
  }
}
