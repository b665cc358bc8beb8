package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Ones;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/** output = function(input·W + b), with W {@code [F, O]} and b {@code [O]}. */
public final class DenseBlock implements Block {
  private final Value output;
  private final int outputs;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final boolean lossIncludesFunction;
  private final DenseProducts products;
  private final Region sums;
  private final Ones ones;

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
    this.outputs = outputs;
    this.weights = weights;
    this.bias = bias;
    this.function = function;
    this.lossIncludesFunction = lossIncludesFunction;
    this.products = new DenseProducts(context, outputs);
    this.output = context.output(Shape.vector(outputs));
    this.sums = function.keepsOutput() ? output.data() : context.untilBackward(outputs);
    this.ones = bias == null ? null : new Ones(context, context.largestBatch());
  }

  @Override
  public void forward(Pass pass) {
    Slice z = sums.slice();
    products.forward(pass, weights.values(), z);
    pass.arithmetic()
        .addBiasAndActivate(
            z,
            bias == null ? null : bias.values(),
            output.data().slice(),
            function,
            pass.rows(),
            outputs);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice delta = output.gradient().slice();
    if (!pass.slopesIncludeFunction(lossIncludesFunction)) {
      arithmetic.activationBackward(sums.slice(), delta, function, rows, outputs);
    }
    if (!pass.inputsOnly()) {
      products.weightGradient(pass, delta, weights.gradient());
      if (bias != null) {
        arithmetic.multiply(false, outputs, rows, delta, ones.slice(), bias.gradient());
      }
    }
    if (products.needsInputGradient()) {
      products.inputGradient(pass, delta, weights.values());
    }
  }
}
