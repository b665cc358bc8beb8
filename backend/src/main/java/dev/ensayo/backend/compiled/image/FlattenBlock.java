package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/** From images {@code [H, W, C, B]} to rows {@code [B, C·H·W]}: the same numbers, rearranged. */
public final class FlattenBlock implements Block {
  private final Value input;
  private final Value output;
  private final int[] place;
  private final boolean addsToInputGradient;

  public FlattenBlock(BlockContext context) {
    this.input = context.input();
    this.place = ImagesBlock.placesOf(input.shape());
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(Shape.vector(input.shape().size()));
  }

  @Override
  public void forward(Pass pass) {
    pass.arithmetic()
        .images()
        .imagesToRows(input.data().slice(), place, output.data().slice(), pass.rows(), false);
  }

  @Override
  public void backward(Pass pass) {
    if (input.needsGradient()) {
      pass.arithmetic()
          .images()
          .rowsToImages(
              output.gradient().slice(),
              place,
              input.gradient().slice(),
              pass.rows(),
              addsToInputGradient);
    }
  }
}
