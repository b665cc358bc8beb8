package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/** output = function(input), number by number, such as after a normalization. */
public final class ActivationBlock implements Block {
  private final Value input;
  private final Value output;
  private final ActivationFunction function;
  private final boolean addsToInputGradient;
  private final int numbersPerRow;

  public ActivationBlock(BlockContext context, ActivationFunction function) {
    this.input = context.input();
    this.function = function;
    this.addsToInputGradient = context.addsToInputGradient();
    this.numbersPerRow = input.shape().size();
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int count = pass.rows() * numbersPerRow;
    Slice y = output.data().slice();
    arithmetic.images().copy(input.data().slice(), 0, y, 0, count);
    arithmetic.addBiasAndActivate(y, null, y, function, count, 1);
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    Arithmetic arithmetic = pass.arithmetic();
    int count = pass.rows() * numbersPerRow;
    Slice kept = function.keepsOutput() ? output.data().slice() : input.data().slice();
    Slice delta = output.gradient().slice();
    arithmetic.activationBackward(kept, delta, function, count, 1);
    Slice dx = input.gradient().slice();
    if (addsToInputGradient) {
      arithmetic.images().add(1, delta, 0, dx, 0, count);
    } else {
      arithmetic.images().copy(delta, 0, dx, 0, count);
    }
  }
}
