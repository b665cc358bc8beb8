package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.node.Walk;

/**
 * x·W of all gates and all steps of a window, one product, and its way back. Where the network is
 * given tokens and the layer is its first, it is a gather of rows of W, what a product with one-hot
 * rows would give.
 */
final class ScanInputs {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Products products = new Products();
  private final Value input;
  private final boolean tokens;
  private final Walk walk;
  private final boolean addsToInputGradient;
  private final int inputs;
  private final int wide;
  private final ParameterTensor weights;
  private final Region byToken;
  private final float[] row;
  private final float[] sum;
  private final Matrix weightMatrix = new Matrix();
  private final Matrix rows = new Matrix();
  private final Matrix sums = new Matrix();

  /**
   * @param wide G·U
   */
  ScanInputs(BlockContext context, ParameterTensor weights, int inputs, int wide) {
    this.input = context.input();
    this.tokens = input.data() == null;
    this.walk = context.walk();
    this.addsToInputGradient = context.addsToInputGradient();
    this.inputs = inputs;
    this.wide = wide;
    this.weights = weights;
    this.byToken = tokens ? context.permanent(weights.length()) : null;
    this.row = new float[tokens ? wide : 0];
    this.sum = new float[tokens ? wide : 0];
  }

  /**
   * @param to receives x·W, {@code [T·B, G·U]}
   */
  void forward(Pass pass, Slice to) {
    Matrix w = weightMatrix.at(weights.values(), inputs, wide);
    if (!tokens) {
      rows.at(input.data().slice(), inputs, pass.rows());
      products.multiply(w, true, rows, false, 0, sums.at(to, wide, pass.rows()));
      return;
    }
    arithmetic.transpose(w, rows.at(byToken.slice(), wide, inputs));
    int[] ids = pass.tokens(walk);
    for (int at = 0; at < pass.rows(); at++) {
      byToken.slice().buffer().get(ids[at] * wide, row, 0, wide);
      to.buffer().put(at * wide, row, 0, wide);
    }
  }

  /**
   * The gradients of W and of the input.
   *
   * @param slopes of the sums {@code [T·B, G·U]}, of the steps that are learned from
   */
  void backward(Pass pass, Slice slopes) {
    int first = pass.firstLearnedStep() * pass.sequences();
    if (tokens) {
      scatter(pass, slopes, first);
      return;
    }
    int count = pass.rows() - first;
    sums.at(slopes, first * wide, wide, count);
    rows.at(input.data().slice(), first * inputs, inputs, count);
    weightMatrix.at(weights.gradient(), inputs, wide);
    products.multiply(rows, false, sums, true, 0, weightMatrix);
    if (input.needsGradient()) {
      double keep = addsToInputGradient ? 1 : 0;
      if (!addsToInputGradient) {
        arithmetic.clear(input.gradient().slice(), 0, first * inputs);
      }
      rows.at(input.gradient().slice(), first * inputs, inputs, count);
      weightMatrix.at(weights.values(), inputs, wide);
      products.multiply(weightMatrix, false, sums, false, keep, rows);
    }
  }

  private void scatter(Pass pass, Slice slopes, int first) {
    int[] ids = pass.tokens(walk);
    Slice ofToken = byToken.slice();
    arithmetic.clear(ofToken, 0, weights.length());
    for (int at = first; at < pass.rows(); at++) {
      slopes.buffer().get(at * wide, row, 0, wide);
      ofToken.buffer().get(ids[at] * wide, sum, 0, wide);
      add(row, sum, wide);
      ofToken.buffer().put(ids[at] * wide, sum, 0, wide);
    }
    arithmetic.transpose(
        rows.at(ofToken, wide, inputs), weightMatrix.at(weights.gradient(), inputs, wide));
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] += x[i];
    }
  }
}
