package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/** An output without weights: y = function(x). */
public final class LossLayerBlock implements Block {
  private final Value input;
  private final Value output;
  private final ActivationFunction function;
  private final boolean lossIncludesFunction;
  private final boolean addsToInputGradient;
  private final int columns;

  /**
   * @param lossIncludesFunction whether the gradient arrives as that of the input, not the output
   */
  public LossLayerBlock(
      BlockContext context, ActivationFunction function, boolean lossIncludesFunction) {
    this.input = context.input();
    this.function = function;
    this.lossIncludesFunction = lossIncludesFunction;
    this.addsToInputGradient = context.addsToInputGradient();
    this.columns = input.shape().size();
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    Slice y = output.data().slice();
    arithmetic.copy(input.data().slice(), y, pass.rows() * columns);
    arithmetic.addBiasAndActivate(y, null, y, function, pass.rows(), columns);
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice delta = output.gradient().slice();
    if (!pass.slopesIncludeFunction(lossIncludesFunction)) {
      Slice kept = function.keepsOutput() ? output.data().slice() : input.data().slice();
      arithmetic.activationBackward(kept, delta, function, rows, columns);
    }
    Slice dx = input.gradient().slice();
    if (addsToInputGradient) {
      arithmetic.images().add(1, delta, 0, dx, 0, rows * columns);
    } else {
      arithmetic.copy(delta, dx, rows * columns);
    }
  }
}
