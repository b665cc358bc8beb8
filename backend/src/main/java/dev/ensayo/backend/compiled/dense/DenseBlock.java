package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * output = function(input·W + b), with input {@code [B, F]}, W {@code [F, O]} and b {@code [O]}.
 *
 * <p>Deeplearning4j keeps W column by column. Rows that follow each other are columns of the
 * transposed matrix, so outputᵀ = Wᵀ·inputᵀ, ∂W = inputᵀ·δ and ∂inputᵀ = W·δᵀ are plain products of
 * what is there: nothing is ever copied or transposed.
 */
public final class DenseBlock implements Block {
  private final Value input;
  private final Value output;
  private final int inputs;
  private final int outputs;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final boolean lossIncludesFunction;
  private final boolean addsToInputGradient;
  private final Region sums;
  private final Region ones;
  private final Matrix inputMatrix = new Matrix();
  private final Matrix outputMatrix = new Matrix();
  private final Matrix weightMatrix = new Matrix();

  /**
   * @param bias null for none
   * @param lossIncludesFunction whether the gradient arrives as that of the sums, not the outputs
   */
  public DenseBlock(
      BlockContext context,
      ParameterTensor weights,
      ParameterTensor bias,
      int outputs,
      ActivationFunction function,
      boolean lossIncludesFunction) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.outputs = outputs;
    this.weights = weights;
    this.bias = bias;
    this.function = function;
    this.lossIncludesFunction = lossIncludesFunction;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(Shape.vector(outputs));
    this.sums = function.keepsOutput() ? output.data() : context.untilBackward(outputs);
    this.ones = bias == null ? null : context.permanent(context.largestBatch());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    Slice w = weights.values();
    Slice z = sums.slice();
    if (rows == 1) {
      arithmetic.multiply(true, inputs, outputs, w, x, z);
    } else {
      weightMatrix.at(w, inputs, outputs);
      outputMatrix.at(z, outputs, rows);
      arithmetic
          .products()
          .multiply(weightMatrix, true, inputMatrix.at(x, inputs, rows), false, 0, outputMatrix);
    }
    arithmetic.addBiasAndActivate(
        z, bias == null ? null : bias.values(), output.data().slice(), function, rows, outputs);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    Slice delta = output.gradient().slice();
    if (!lossIncludesFunction) {
      arithmetic.activationBackward(sums.slice(), delta, function, rows, outputs);
    }
    Products products = arithmetic.products();
    outputMatrix.at(delta, outputs, rows);
    products.multiply(
        inputMatrix.at(x, inputs, rows),
        false,
        outputMatrix,
        true,
        0,
        weightMatrix.at(weights.gradient(), inputs, outputs));
    if (bias != null) {
      arithmetic.multiply(false, outputs, rows, delta, allOnes(), bias.gradient());
    }
    if (input.needsGradient()) {
      products.multiply(
          weightMatrix.at(weights.values(), inputs, outputs),
          false,
          outputMatrix,
          false,
          addsToInputGradient ? 1 : 0,
          inputMatrix.at(input.gradient().slice(), inputs, rows));
    }
  }

  /** A vector of ones, with which a matrix-vector product sums the rows. */
  private Slice allOnes() {
    Slice slice = ones.slice();
    if (slice.get(0) == 0) {
      for (int i = 0; i < slice.length(); i++) {
        slice.put(i, 1);
      }
    }
    return slice;
  }
}
