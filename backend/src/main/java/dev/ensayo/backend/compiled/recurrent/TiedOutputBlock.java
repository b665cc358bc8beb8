package dev.ensayo.backend.compiled.recurrent;

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
 * output = softmax(input·Eᵀ + b), with input {@code [B, D]}, b {@code [V]} and E {@code [V, D]}
 * that of the network's {@link EmbeddingBlock}, column by column (Press and Wolf, "Using the output
 * embedding to improve language models", 2017). The gradient of E is that of this use; the
 * embedding's backward, which comes later, adds its own.
 */
public final class TiedOutputBlock implements Block {
  private final Value input;
  private final Value output;
  private final int inputs;
  private final int outputs;
  private final ParameterTensor matrix;
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final boolean addsToInputGradient;
  private final Region ones;
  private final Matrix inputMatrix = new Matrix();
  private final Matrix outputMatrix = new Matrix();
  private final Matrix embeddings = new Matrix();

  /**
   * @param function a softmax, whose slope is part of the loss
   */
  TiedOutputBlock(
      BlockContext context,
      ParameterTensor matrix,
      ParameterTensor bias,
      int outputs,
      ActivationFunction function) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.outputs = outputs;
    this.matrix = matrix;
    this.bias = bias;
    this.function = function;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(Shape.vector(outputs));
    this.ones = context.permanent(context.largestBatch());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    Slice e = matrix.values();
    Slice z = output.data().slice();
    if (rows == 1) {
      arithmetic.multiply(false, outputs, inputs, e, x, z);
    } else {
      embeddings.at(e, outputs, inputs);
      outputMatrix.at(z, outputs, rows);
      arithmetic
          .products()
          .multiply(embeddings, false, inputMatrix.at(x, inputs, rows), false, 0, outputMatrix);
    }
    arithmetic.addBiasAndActivate(z, bias.values(), z, function, rows, outputs);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    Slice delta = output.gradient().slice();
    if (!pass.slopesIncludeFunction(true)) {
      arithmetic.activationBackward(output.data().slice(), delta, function, rows, outputs);
    }
    Slice one = ones.slice();
    for (int i = 0; i < rows; i++) {
      one.put(i, 1);
    }
    Products products = arithmetic.products();
    outputMatrix.at(delta, outputs, rows);
    products.multiply(
        outputMatrix,
        false,
        inputMatrix.at(x, inputs, rows),
        true,
        0,
        embeddings.at(matrix.gradient(), outputs, inputs));
    arithmetic.multiply(false, outputs, rows, delta, one, bias.gradient());
    if (input.needsGradient()) {
      products.multiply(
          embeddings.at(matrix.values(), outputs, inputs),
          true,
          outputMatrix,
          false,
          addsToInputGradient ? 1 : 0,
          inputMatrix.at(input.gradient().slice(), inputs, rows));
    }
  }
}
