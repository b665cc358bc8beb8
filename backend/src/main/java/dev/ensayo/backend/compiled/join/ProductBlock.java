package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/** y = Π xᵢ, number by number; ∂xᵢ = ∂y·Π xⱼ over the j other than i. */
public final class ProductBlock implements Block {
  private final ImmutableList<Value> inputs;
  private final Value output;
  private final boolean[] adds;
  private final int numbersPerRow;
  private final Region others;

  ProductBlock(BlockContext context) {
    this.inputs = context.inputs();
    this.adds = new boolean[inputs.size()];
    for (int i = 0; i < adds.length; i++) {
      adds[i] = context.addsToInputGradient(i);
    }
    Shape shape = JoinShapes.equal(context);
    this.numbersPerRow = shape.size();
    this.output = context.output(shape);
    this.others = context.untilBackward(numbersPerRow);
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.rows() * numbersPerRow;
    multiplyAllBut(-1, pass, output.data().slice(), count);
  }

  @Override
  public void backward(Pass pass) {
    int count = pass.rows() * numbersPerRow;
    Slice product = others.slice();
    for (int i = 0; i < adds.length; i++) {
      if (inputs.get(i).needsGradient()) {
        multiplyAllBut(i, pass, product, count);
        pass.arithmetic()
            .multiplyElements(
                output.gradient().slice(),
                product,
                inputs.get(i).gradient().slice(),
                count,
                adds[i]);
      }
    }
  }

  private void multiplyAllBut(int left, Pass pass, Slice product, int count) {
    int first = left == 0 ? 1 : 0;
    pass.arithmetic().copy(inputs.get(first).data().slice(), product, count);
    for (int j = first + 1; j < adds.length; j++) {
      if (j != left) {
        pass.arithmetic()
            .multiplyElements(product, inputs.get(j).data().slice(), product, count, false);
      }
    }
  }
}
