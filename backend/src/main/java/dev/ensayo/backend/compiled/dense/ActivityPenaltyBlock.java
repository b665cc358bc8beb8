package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/** output = input, and in training λ·Σ|input| / B more to be minimized, B being the batch. */
public final class ActivityPenaltyBlock implements Block {
  private final Value input;
  private final Value output;
  private final double l1;
  private final boolean addsToInputGradient;
  private final int numbersPerRow;
  private double penalty;

  /**
   * @param l1 λ
   */
  ActivityPenaltyBlock(BlockContext context, double l1) {
    this.input = context.input();
    this.l1 = l1;
    this.addsToInputGradient = context.addsToInputGradient();
    this.numbersPerRow = input.shape().size();
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    int count = pass.rows() * numbersPerRow;
    pass.arithmetic().images().copy(input.data().slice(), 0, output.data().slice(), 0, count);
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    Arithmetic arithmetic = pass.arithmetic();
    int count = pass.rows() * numbersPerRow;
    Slice delta = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (addsToInputGradient) {
      arithmetic.images().add(1, delta, 0, dx, 0, count);
    } else {
      arithmetic.images().copy(delta, 0, dx, 0, count);
    }
    penalty = pass.training() ? penalize(output.data().slice(), dx, pass.rows()) : 0;
  }

  private double penalize(Slice x, Slice dx, int rows) {
    double unit = l1 / rows;
    double sum = 0;
    for (int i = 0; i < rows * numbersPerRow; i++) {
      double number = x.get(i);
      sum += Math.abs(number);
      dx.put(i, dx.get(i) + unit * Math.signum(number));
    }
    return unit * sum;
  }

  /** What the last backward of a training walk added to what is minimized. */
  public double penalty() {
    return penalty;
  }
}
