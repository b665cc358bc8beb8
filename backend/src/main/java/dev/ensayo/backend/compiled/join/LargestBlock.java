package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.RunStarts;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * y = max xᵢ, number by number; the gradient goes to the first input that holds the largest number.
 */
public final class LargestBlock implements Block {
  private final ImmutableList<Value> inputs;
  private final Value output;
  private final boolean[] adds;
  private final int numbersPerRow;
  private final RunStarts runs;
  private final Region side;
  private final Region sideGradient;

  LargestBlock(BlockContext context) {
    this.inputs = context.inputs();
    this.adds = new boolean[inputs.size()];
    for (int i = 0; i < adds.length; i++) {
      adds[i] = context.addsToInputGradient(i);
    }
    this.runs = new RunStarts(adds.length);
    Shape shape = JoinShapes.equal(context);
    this.numbersPerRow = shape.size();
    this.output = context.output(shape);
    this.side = context.untilBackward(adds.length * numbersPerRow);
    this.sideGradient = context.untilBackward(adds.length * numbersPerRow);
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int count = pass.rows() * numbersPerRow;
    Slice all = side.slice();
    runs.clear();
    for (int i = 0; i < adds.length; i++) {
      runs.add(i * count);
      images.copy(inputs.get(i).data().slice(), 0, all, runs.get(i), count);
    }
    images.largest(all, runs, output.data().slice(), 0, count);
  }

  @Override
  public void backward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int count = pass.rows() * numbersPerRow;
    Slice all = sideGradient.slice();
    images.clear(all, adds.length * count);
    images.largestBackward(
        side.slice(), runs, output.data().slice(), output.gradient().slice(), 0, all, count);
    for (int i = 0; i < adds.length; i++) {
      if (!inputs.get(i).needsGradient()) {
        continue;
      }
      Slice dx = inputs.get(i).gradient().slice();
      if (adds[i]) {
        images.add(1, all, runs.get(i), dx, 0, count);
      } else {
        images.copy(all, runs.get(i), dx, 0, count);
      }
    }
  }
}
