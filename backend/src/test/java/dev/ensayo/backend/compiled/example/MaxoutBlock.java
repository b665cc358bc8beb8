package dev.ensayo.backend.compiled.example;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.example.Maxout;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** The work of a {@link Maxout}: the product with W, and the largest sum of each unit. */
final class MaxoutBlock implements Block {
  private final Value input;
  private final Value output;
  private final int inputs;
  private final int units;
  private final int pieces;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final boolean addsToInputGradient;
  private final Region sums;
  private final Matrix inputMatrix = new Matrix();
  private final Matrix weightMatrix = new Matrix();
  private final Matrix sumMatrix = new Matrix();

  /** Takes all it needs from the context: nothing is allocated afterwards. */
  MaxoutBlock(BlockContext context) {
    Maxout layer = (Maxout) context.layer();
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    input = context.input();
    inputs = input.shape().size();
    units = Math.toIntExact(layer.getNOut());
    pieces = layer.getPieces();
    // In the order in which they lie in the flat buffer.
    weights =
        context.parameter(
            DefaultParamInitializer.WEIGHT_KEY, Math.multiplyExact(inputs, units * pieces));
    bias = context.parameter(DefaultParamInitializer.BIAS_KEY, units * pieces);
    addsToInputGradient = context.addsToInputGradient();
    output = context.output(Shape.vector(units));
    sums = context.untilBackward(units * pieces);
  }

  @Override
  public void forward(Pass pass) {
    int rows = pass.rows();
    int columns = units * pieces;
    Slice z = sums.slice();
    weightMatrix.at(weights.values(), inputs, columns);
    inputMatrix.at(input.data().slice(), inputs, rows);
    sumMatrix.at(z, columns, rows);
    pass.arithmetic().products().multiply(weightMatrix, true, inputMatrix, false, 0, sumMatrix);
    FloatBuffer sum = z.buffer();
    FloatBuffer b = bias.values().buffer();
    FloatBuffer largest = output.data().slice().buffer();
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        int first = row * columns + unit * pieces;
        float best = Float.NEGATIVE_INFINITY;
        for (int piece = 0; piece < pieces; piece++) {
          float value = sum.get(first + piece) + b.get(unit * pieces + piece);
          sum.put(first + piece, value);
          best = Math.max(best, value);
        }
        largest.put(row * units + unit, best);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    Products products = pass.arithmetic().products();
    int rows = pass.rows();
    int columns = units * pieces;
    Slice slopes = sums.slice();
    turnToSlopes(rows);
    inputMatrix.at(input.data().slice(), inputs, rows);
    sumMatrix.at(slopes, columns, rows);
    weightMatrix.at(weights.gradient(), inputs, columns);
    products.multiply(inputMatrix, false, sumMatrix, true, 0, weightMatrix);
    FloatBuffer slope = slopes.buffer();
    FloatBuffer biasSlope = bias.gradient().buffer();
    for (int column = 0; column < columns; column++) {
      float sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += slope.get(row * columns + column);
      }
      biasSlope.put(column, sum);
    }
    if (input.needsGradient()) {
      weightMatrix.at(weights.values(), inputs, columns);
      inputMatrix.at(input.gradient().slice(), inputs, rows);
      double keep = addsToInputGradient ? 1 : 0;
      products.multiply(weightMatrix, false, sumMatrix, false, keep, inputMatrix);
    }
  }

  /** Puts the slope of each unit in the place of its largest sum, and 0 in that of the others. */
  private void turnToSlopes(int rows) {
    FloatBuffer sum = sums.slice().buffer();
    FloatBuffer largest = output.data().slice().buffer();
    FloatBuffer slope = output.gradient().slice().buffer();
    for (int at = 0; at < rows * units; at++) {
      boolean found = false;
      for (int piece = 0; piece < pieces; piece++) {
        boolean here = !found && sum.get(at * pieces + piece) == largest.get(at);
        sum.put(at * pieces + piece, here ? slope.get(at) : 0);
        found |= here;
      }
    }
  }
}
