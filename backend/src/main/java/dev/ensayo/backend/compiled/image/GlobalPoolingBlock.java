package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.RunStarts;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/** One number for each channel of an image, over all its pixels: {@code [B, C]}. */
public final class GlobalPoolingBlock implements Block {
  /** What becomes of a channel. */
  enum Kind {
    MAX,
    MEAN,
    SUM,
    NORM
  }

  private final Value input;
  private final Value output;
  private final Kind kind;
  private final int exponent;
  private final int channels;
  private final int pixels;
  private final boolean addsToInputGradient;
  private final RunStarts runs;
  private final int[] place;
  private final Region pooled;
  private final Region pooledGradient;

  /**
   * @param exponent p of a norm
   */
  GlobalPoolingBlock(BlockContext context, Kind kind, int exponent) {
    this.input = context.input();
    this.kind = kind;
    this.exponent = exponent;
    this.channels = input.shape().channels();
    this.pixels = input.shape().height() * input.shape().width();
    this.addsToInputGradient = context.addsToInputGradient();
    this.runs = new RunStarts(pixels);
    this.place = ImagesBlock.placesOf(Shape.image(channels, 1, 1));
    this.output = context.output(Shape.vector(channels));
    this.pooled = context.untilBackward(channels);
    this.pooledGradient = context.untilBackward(channels);
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int batch = pass.rows();
    int run = channels * batch;
    Slice x = input.data().slice();
    Slice y = pooled.slice();
    runs.clear();
    for (int i = 0; i < pixels; i++) {
      runs.add(i * run);
    }
    if (kind == Kind.MAX) {
      images.largest(x, runs, y, 0, run);
    } else if (kind == Kind.NORM) {
      images.norm(x, runs, exponent, y, 0, run);
    } else {
      images.clear(y, run);
      for (int i = 0; i < pixels; i++) {
        images.add(factor(), x, runs.get(i), y, 0, run);
      }
    }
    images.imagesToRows(y, place, output.data().slice(), batch, false);
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    ImageArithmetic images = pass.arithmetic().images();
    int batch = pass.rows();
    int run = channels * batch;
    Slice dy = pooledGradient.slice();
    Slice dx = input.gradient().slice();
    images.rowsToImages(output.gradient().slice(), place, dy, batch, false);
    if (!addsToInputGradient) {
      images.clear(dx, pixels * run);
    }
    if (kind == Kind.MAX) {
      images.largestBackward(input.data().slice(), runs, pooled.slice(), dy, 0, dx, run);
    } else if (kind == Kind.NORM) {
      Slice x = input.data().slice();
      images.normBackward(x, runs, exponent, pooled.slice(), dy, 0, dx, run);
    } else {
      for (int i = 0; i < pixels; i++) {
        images.add(factor(), dy, 0, dx, runs.get(i), run);
      }
    }
  }

  private double factor() {
    return kind == Kind.MEAN ? 1.0 / pixels : 1;
  }
}
