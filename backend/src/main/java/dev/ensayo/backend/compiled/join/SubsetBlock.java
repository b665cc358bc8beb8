package dev.ensayo.backend.compiled.join;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.image.Runs;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;

/** Some features of a vector or channels of an image, from one to another. */
public final class SubsetBlock implements Block {
  private final Value input;
  private final Value output;
  private final int first;
  private final boolean adds;

  /**
   * @param first position of the first feature that is kept
   * @param last position of the last
   */
  SubsetBlock(BlockContext context, int first, int last) {
    this.input = context.inputs().get(0);
    this.first = first;
    this.adds = context.addsToInputGradient(0);
    Shape shape = input.shape();
    int features = last - first + 1;
    if (first < 0 || features < 1 || last >= shape.dimensions().get(0)) {
      throw Unsupported.inLayer(
          context.owner(),
          "features " + first + " to " + last + " of " + shape.dimensions().get(0));
    }
    this.output =
        context.output(
            shape.isImage()
                ? Shape.image(features, shape.height(), shape.width())
                : Shape.vector(features));
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    int run = Runs.length(output.shape(), pass);
    int width = Runs.length(input.shape(), pass);
    int from = first * Runs.featureLength(input.shape(), pass);
    for (int i = 0; i < Runs.count(output.shape(), pass); i++) {
      images.copy(x, i * width + from, y, i * run, run);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    ImageArithmetic images = pass.arithmetic().images();
    Slice dx = input.gradient().slice();
    Slice dy = output.gradient().slice();
    int run = Runs.length(output.shape(), pass);
    int width = Runs.length(input.shape(), pass);
    int from = first * Runs.featureLength(input.shape(), pass);
    int runs = Runs.count(output.shape(), pass);
    if (!adds) {
      images.clear(dx, runs * width);
    }
    for (int i = 0; i < runs; i++) {
      images.add(1, dy, i * run, dx, i * width + from, run);
    }
  }
}
