package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/** From rows {@code [B, C·H·W]} to images, however they lie: the same numbers, rearranged. */
public final class ImagesBlock implements Block {
  private final Value input;
  private final Value output;
  private final int[] place;
  private final boolean addsToInputGradient;

  /**
   * @param shape {@code [C, H, W]}
   */
  public ImagesBlock(BlockContext context, Shape shape) {
    this.input = context.input();
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(shape);
    this.place =
        switch (output.layout()) {
          case PIXELS -> placesOf(shape);
          case PLANES -> inOrder(shape);
          case LINES -> lineByLine(shape);
        };
  }

  /** Where the number that comes i-th in {@code [C, H, W]} comes in {@code [H, W, C]}. */
  public static int[] placesOf(Shape shape) {
    int pixels = shape.height() * shape.width();
    int[] place = new int[shape.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i % pixels * shape.channels() + i / pixels;
    }
    return place;
  }

  /** Where the number that comes i-th in {@code [C, H, W]} comes in {@code [H, C, W]}. */
  private static int[] lineByLine(Shape shape) {
    int[] place = new int[shape.size()];
    for (int i = 0; i < place.length; i++) {
      int line = i / shape.width();
      int channel = line / shape.height();
      int row = line % shape.height();
      place[i] = (row * shape.channels() + channel) * shape.width() + i % shape.width();
    }
    return place;
  }

  /** Planes are in the order of a row. */
  private static int[] inOrder(Shape shape) {
    int[] place = new int[shape.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i;
    }
    return place;
  }

  @Override
  public void forward(Pass pass) {
    if (output.planes()) {
      pass.arithmetic()
          .transpose(input.data().slice(), pass.rows(), place.length, output.data().slice());
      return;
    }
    pass.arithmetic()
        .images()
        .rowsToImages(input.data().slice(), place, output.data().slice(), pass.rows(), false);
  }

  @Override
  public void backward(Pass pass) {
    if (input.needsGradient()) {
      pass.arithmetic()
          .images()
          .imagesToRows(
              output.gradient().slice(),
              place,
              input.gradient().slice(),
              pass.rows(),
              addsToInputGradient);
    }
  }
}
