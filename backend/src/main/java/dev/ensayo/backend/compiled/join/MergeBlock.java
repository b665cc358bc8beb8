package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.image.Runs;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Vectors one after the other, {@code [B, F₁ + F₂ + …]}, or the channels of images. Images lie as
 * {@code [H, W, C, B]}, so what is put together is each pixel's run of C·B numbers.
 */
public final class MergeBlock implements Block {
  private final ImmutableList<Value> inputs;
  private final Value output;
  private final boolean[] adds;

  MergeBlock(BlockContext context) {
    this.inputs = context.inputs();
    this.adds = new boolean[inputs.size()];
    Shape first = inputs.get(0).shape();
    int features = 0;
    for (int i = 0; i < adds.length; i++) {
      adds[i] = context.addsToInputGradient(i);
      Shape shape = inputs.get(i).shape();
      boolean fits =
          shape.isImage() == first.isImage()
              && (!shape.isImage()
                  || (shape.height() == first.height() && shape.width() == first.width()));
      if (!fits) {
        throw JoinShapes.different(context, first, shape);
      }
      features += shape.dimensions().get(0);
    }
    this.output =
        context.output(
            first.isImage()
                ? Shape.image(features, first.height(), first.width())
                : Shape.vector(features));
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    Slice y = output.data().slice();
    int width = Runs.length(output.shape(), pass);
    int from = 0;
    for (int i = 0; i < adds.length; i++) {
      Value input = inputs.get(i);
      int run = Runs.length(input.shape(), pass);
      for (int j = 0; j < Runs.count(input.shape(), pass); j++) {
        images.copy(input.data().slice(), j * run, y, j * width + from, run);
      }
      from += run;
    }
  }

  @Override
  public void backward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    Slice dy = output.gradient().slice();
    int width = Runs.length(output.shape(), pass);
    int from = 0;
    for (int i = 0; i < adds.length; i++) {
      Value input = inputs.get(i);
      int run = Runs.length(input.shape(), pass);
      if (input.needsGradient()) {
        Slice dx = input.gradient().slice();
        for (int j = 0; j < Runs.count(input.shape(), pass); j++) {
          if (adds[i]) {
            images.add(1, dy, j * width + from, dx, j * run, run);
          } else {
            images.copy(dy, j * width + from, dx, j * run, run);
          }
        }
      }
      from += run;
    }
  }
}
