package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NormalizedExamples;
import dev.ensayo.backend.compiled.arithmetic.NormalizedRows;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Layer normalization: function(γ ⊙ x̂ + β) with x̂ = (x − μ)/√(σ² + ε), over the features of each
 * example or the channels of each pixel of an image, which are {@code [H, W, C, B]}. With e = γ ⊙
 * δ: ∂γ = Σ δ ⊙ x̂, ∂β = Σ δ and ∂x = (e − mean e − x̂·mean(e ⊙ x̂))/√(σ² + ε).
 */
public final class LayerNormalizationBlock implements Block {
  private final Value input;
  private final Value output;
  private final ParameterTensor gain;
  private final ParameterTensor shift;
  private final ActivationFunction function;
  private final boolean addsToInputGradient;
  private final int positions;
  private final int numbersPerRow;
  private final NormalizedRows rows;
  private final NormalizedExamples examples;
  private final Region sums;
  private final Region normal;
  private final Region scales;

  LayerNormalizationBlock(
      BlockContext context,
      ParameterTensor gain,
      ParameterTensor shift,
      double epsilon,
      ActivationFunction function) {
    this.input = context.input();
    this.gain = gain;
    this.shift = shift;
    this.function = function;
    this.addsToInputGradient = context.addsToInputGradient();
    Shape shape = input.shape();
    this.numbersPerRow = shape.size();
    this.positions = shape.isImage() ? shape.height() * shape.width() : 0;
    int features = gain.length();
    this.rows = new NormalizedRows(features, positions == 0 ? 1 : context.largestBatch(), epsilon);
    this.examples = new NormalizedExamples(features, epsilon);
    this.output = context.output(shape);
    this.sums = function.keepsOutput() ? output.data() : context.untilBackward(numbersPerRow);
    this.normal = context.untilBackward(numbersPerRow);
    this.scales = context.untilBackward(numbersPerRow / features);
  }

  /** Stretches of numbers in which every feature stands once, or once for each example. */
  private int stretches(Pass pass) {
    return positions == 0 ? pass.rows() : positions;
  }

  /** How often a feature stands in a stretch. */
  private int group(Pass pass) {
    return positions == 0 ? 1 : pass.rows();
  }

  @Override
  public void forward(Pass pass) {
    Slice z = sums.slice();
    Slice x = input.data().slice();
    if (group(pass) == 1) {
      examples.forward(
          stretches(pass), gain.values(), shift.values(), x, normal.slice(), scales.slice(), z);
    } else {
      rows.begin(gain.values(), shift.values(), group(pass));
      for (int i = 0; i < stretches(pass); i++) {
        rows.forward(i, x, normal.slice(), scales.slice(), z);
      }
    }
    int count = pass.rows() * numbersPerRow;
    pass.arithmetic().addBiasAndActivate(z, null, output.data().slice(), function, count, 1);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    Slice delta = output.gradient().slice();
    int count = pass.rows() * numbersPerRow;
    arithmetic.activationBackward(sums.slice(), delta, function, count, 1);
    Slice dx = input.needsGradient() ? input.gradient().slice() : null;
    if (group(pass) == 1) {
      examples.backward(
          stretches(pass),
          gain.values(),
          delta,
          normal.slice(),
          scales.slice(),
          dx,
          addsToInputGradient);
      examples.writeGradients(gain.gradient(), shift.gradient());
    } else {
      backwardOfGroups(pass, delta, dx);
    }
  }

  private void backwardOfGroups(Pass pass, Slice delta, Slice dx) {
    rows.beginBackward(gain.values(), group(pass));
    for (int i = 0; i < stretches(pass); i++) {
      rows.addGradients(i, delta, normal.slice());
      if (dx != null) {
        rows.backward(scales.slice(), i, dx, addsToInputGradient);
      }
    }
    rows.endBackward(gain.gradient(), shift.gradient());
  }
}
