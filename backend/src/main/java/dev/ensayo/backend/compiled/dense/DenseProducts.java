package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The products of a dense layer of F inputs and O outputs.
 *
 * <p>Deeplearning4j keeps W {@code [F, O]} column by column. Rows that follow each other are
 * columns of the transposed matrix, so outputᵀ = Wᵀ·inputᵀ, ∂W = inputᵀ·δ and ∂inputᵀ = W·δᵀ are
 * plain products of what is there: nothing is ever copied or transposed.
 *
 * <p>An input that lies as planes is {@code [F, B]}, the batch innermost. Its products are output =
 * input·W, ∂W = inputᵀ·δ and ∂input = δ·Wᵀ, which suit BLAS better where F is large; only the few
 * numbers of the outputs are turned to rows and back.
 */
final class DenseProducts {
  private final Value input;
  private final int inputs;
  private final int outputs;
  private final boolean addsToInputGradient;
  private final Region turned;
  private final Matrix inputMatrix = new Matrix();
  private final Matrix outputMatrix = new Matrix();
  private final Matrix weightMatrix = new Matrix();

  DenseProducts(BlockContext context, int outputs) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.outputs = outputs;
    this.addsToInputGradient = context.addsToInputGradient();
    this.turned =
        input.planes()
            ? context.permanent(Math.multiplyExact(outputs, context.largestBatch()))
            : null;
  }

  /** F. */
  int inputs() {
    return inputs;
  }

  boolean needsInputGradient() {
    return input.needsGradient();
  }

  /** z ← input·W, row by row. */
  void forward(Pass pass, Slice w, Slice z) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    if (rows == 1) {
      arithmetic.multiply(true, inputs, outputs, w, x, z);
      return;
    }
    weightMatrix.at(w, inputs, outputs);
    if (turned == null) {
      outputMatrix.at(z, outputs, rows);
      inputMatrix.at(x, inputs, rows);
      arithmetic.products().multiplyTransposed(weightMatrix, inputMatrix, outputMatrix);
    } else {
      outputMatrix.at(turned.slice(), rows, outputs);
      inputMatrix.at(x, rows, inputs);
      arithmetic.products().multiply(inputMatrix, false, weightMatrix, false, 0, outputMatrix);
      arithmetic.transpose(turned.slice(), outputs, rows, z);
    }
  }

  /**
   * The gradient of W.
   *
   * @param delta δ, row by row
   */
  void weightGradient(Pass pass, Slice delta, Slice gradient) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice x = input.data().slice();
    weightMatrix.at(gradient, inputs, outputs);
    if (turned == null) {
      outputMatrix.at(delta, outputs, rows);
      inputMatrix.at(x, inputs, rows);
      arithmetic.products().multiply(inputMatrix, false, outputMatrix, true, 0, weightMatrix);
    } else {
      arithmetic.transpose(delta, rows, outputs, turned.slice());
      outputMatrix.at(turned.slice(), rows, outputs);
      inputMatrix.at(x, rows, inputs);
      arithmetic.products().multiply(inputMatrix, true, outputMatrix, false, 0, weightMatrix);
    }
  }

  /** The gradient of the input, after that of W and from the same δ. */
  void inputGradient(Pass pass, Slice delta, Slice w) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice dx = input.gradient().slice();
    double keep = addsToInputGradient ? 1 : 0;
    weightMatrix.at(w, inputs, outputs);
    if (turned == null) {
      outputMatrix.at(delta, outputs, rows);
      inputMatrix.at(dx, inputs, rows);
      arithmetic.products().multiply(weightMatrix, false, outputMatrix, false, keep, inputMatrix);
    } else {
      outputMatrix.at(turned.slice(), rows, outputs);
      inputMatrix.at(dx, rows, inputs);
      arithmetic.products().multiplyByTransposed(outputMatrix, weightMatrix, keep, inputMatrix);
    }
  }
}
