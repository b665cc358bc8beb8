package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * y = Σ fᵢ·xᵢ with fixed factors, number by number: the sum of a residual block (He et al., "Deep
 * residual learning for image recognition", 2016, eq. 1), a difference, a mean. ∂xᵢ = fᵢ·∂y. A
 * vector of length one counts as one of equal numbers: its gradient is the sum over them.
 */
public final class SumBlock implements Block {
  private final ImmutableList<Value> inputs;
  private final Value output;
  private final double[] factors;
  private final boolean[] adds;
  private final Region[] spread;
  private final int numbersPerRow;
  private final Matrix factor = new Matrix();
  private final Matrix narrow = new Matrix();
  private final Matrix wide = new Matrix();

  /**
   * @param factors one for each input
   */
  public SumBlock(BlockContext context, double... factors) {
    this.inputs = context.inputs();
    this.factors = factors.clone();
    this.adds = new boolean[factors.length];
    this.spread = new Region[factors.length];
    Shape shape = JoinShapes.widest(context);
    this.numbersPerRow = shape.size();
    this.output = context.output(shape);
    for (int i = 0; i < factors.length; i++) {
      adds[i] = context.addsToInputGradient(i);
      spread[i] = inputs.get(i).shape().equals(shape) ? null : context.permanent(numbersPerRow);
    }
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    ImageArithmetic images = arithmetic.images();
    int count = pass.rows() * numbersPerRow;
    Slice y = output.data().slice();
    images.clear(y, count);
    for (int i = 0; i < factors.length; i++) {
      Slice x = inputs.get(i).data().slice();
      if (spread[i] == null) {
        images.add(factors[i], x, 0, y, 0, count);
      } else {
        arithmetic
            .products()
            .multiply(
                factor.at(repeated(i), numbersPerRow, 1),
                false,
                narrow.at(x, 1, pass.rows()),
                false,
                1,
                wide.at(y, numbersPerRow, pass.rows()));
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    ImageArithmetic images = arithmetic.images();
    int count = pass.rows() * numbersPerRow;
    Slice dy = output.gradient().slice();
    for (int i = 0; i < factors.length; i++) {
      if (!inputs.get(i).needsGradient()) {
        continue;
      }
      Slice dx = inputs.get(i).gradient().slice();
      if (spread[i] != null) {
        arithmetic
            .products()
            .multiply(
                factor.at(repeated(i), numbersPerRow, 1),
                true,
                wide.at(dy, numbersPerRow, pass.rows()),
                false,
                adds[i] ? 1 : 0,
                narrow.at(dx, 1, pass.rows()));
      } else if (!adds[i] && factors[i] == 1) {
        images.copy(dy, 0, dx, 0, count);
      } else {
        if (!adds[i]) {
          images.clear(dx, count);
        }
        images.add(factors[i], dy, 0, dx, 0, count);
      }
    }
  }

  /** The factor of an input, as often as it is spread. */
  private Slice repeated(int input) {
    Slice slice = spread[input].slice();
    if (slice.get(0) == 0) {
      for (int i = 0; i < slice.length(); i++) {
        slice.put(i, factors[input]);
      }
    }
    return slice;
  }
}
