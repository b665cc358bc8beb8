package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.extension.CombinationKind;
import dev.ensayo.backend.extension.CombinedDense;
import java.nio.FloatBuffer;

/**
 * net_j = log|a_j| + f·log|b_j| − b_j² D_j with D_j = Σ (w_ij − x_i)², or what of it the kind has.
 *
 * <p>D is summed from differences: as x² − 2wx + w² a product of matrices would give it, and lose
 * the digits that matter near a center. The gradients of centers and inputs are products: with δ
 * the slopes and s = −2b²δ, ∂w_ij = w_ij Σ s_j − Σ s_j x_i over the rows and ∂x_i = x_i Σ s_j − Σ
 * s_j w_ij over the units.
 */
final class RadialInputs implements NetInputs {
  private final CombinationKind kind;
  private final Value input;
  private final int inputs;
  private final int units;
  private final ParameterTensor centers;
  private final ParameterTensor bandwidths;
  private final ParameterTensor altitudes;
  private final boolean addsToInputGradient;
  private final Region distances;
  private final Region offsets;
  private final Region unitSums;
  private final Matrix inputMatrix = new Matrix();
  private final Matrix slopeMatrix = new Matrix();
  private final Matrix centerMatrix = new Matrix();

  RadialInputs(BlockContext context, CombinationKind kind, int units) {
    this.kind = kind;
    this.input = context.input();
    this.inputs = input.shape().size();
    this.units = units;
    this.centers = context.parameter(CombinedDense.WEIGHTS, Math.multiplyExact(inputs, units));
    this.bandwidths = context.parameter(CombinedDense.BIAS, kind.bandwidths(units));
    this.altitudes = kind.altitudes() ? context.parameter(CombinedDense.ALTITUDES, units) : null;
    this.addsToInputGradient = context.addsToInputGradient();
    this.distances = context.untilBackward(units);
    this.offsets = context.permanent(units);
    this.unitSums = context.permanent(units);
  }

  private float bandwidth(int unit) {
    return bandwidths.values().buffer().get(kind.ownBandwidths() ? unit : 0);
  }

  @Override
  public void forward(Pass pass, Slice net) {
    FloatBuffer x = input.data().slice().buffer();
    FloatBuffer w = centers.values().buffer();
    FloatBuffer distance = distances.slice().buffer();
    FloatBuffer z = net.buffer();
    for (int unit = 0; unit < units; unit++) {
      float b = bandwidth(unit);
      float factor = -b * b;
      for (int row = 0; row < pass.rows(); row++) {
        float sum = 0;
        for (int i = 0; i < inputs; i++) {
          float apart = w.get(unit * inputs + i) - x.get(row * inputs + i);
          sum += apart * apart;
        }
        distance.put(row * units + unit, sum);
        z.put(row * units + unit, factor * sum);
      }
    }
  }

  @Override
  public Slice offsets() {
    if (!kind.volume() && altitudes == null) {
      return null;
    }
    Slice slice = offsets.slice();
    for (int unit = 0; unit < units; unit++) {
      double offset = kind.volume() ? inputs * Math.log(Math.abs(bandwidth(unit))) : 0;
      if (altitudes != null) {
        offset += Math.log(Math.abs(altitudes.values().get(unit)));
      }
      slice.put(unit, offset);
    }
    return slice;
  }

  @Override
  public void backward(Pass pass, Slice slopes) {
    int rows = pass.rows();
    ofBandwidthsAndAltitudes(slopes, rows);
    scale(slopes, rows);
    Products products = pass.arithmetic().products();
    inputMatrix.at(input.data().slice(), inputs, rows);
    slopeMatrix.at(slopes, units, rows);
    centerMatrix.at(centers.gradient(), inputs, units);
    products.multiply(inputMatrix, false, slopeMatrix, true, 0, centerMatrix);
    FloatBuffer w = centers.values().buffer();
    FloatBuffer ofCenters = centers.gradient().buffer();
    FloatBuffer sums = unitSums.slice().buffer();
    for (int unit = 0; unit < units; unit++) {
      for (int at = unit * inputs; at < (unit + 1) * inputs; at++) {
        ofCenters.put(at, w.get(at) * sums.get(unit) - ofCenters.get(at));
      }
    }
    if (input.needsGradient()) {
      toInput(products, slopes, rows);
    }
  }

  /** ∂b_j = Σ δ_j (f/b_j − 2 b_j D_j), f/b_j only with volumes, and ∂a_j = Σ δ_j / a_j. */
  private void ofBandwidthsAndAltitudes(Slice slopes, int rows) {
    FloatBuffer slope = slopes.buffer();
    FloatBuffer distance = distances.slice().buffer();
    FloatBuffer ofBandwidths = bandwidths.gradient().buffer();
    ofBandwidths.put(0, 0);
    for (int unit = 0; unit < units; unit++) {
      float sum = 0;
      float weighed = 0;
      for (int at = unit; at < rows * units; at += units) {
        sum += slope.get(at);
        weighed += slope.get(at) * distance.get(at);
      }
      float b = bandwidth(unit);
      float own = -2 * b * weighed + (kind.volume() ? inputs / b * sum : 0);
      if (kind.ownBandwidths()) {
        ofBandwidths.put(unit, own);
      } else {
        ofBandwidths.put(0, ofBandwidths.get(0) + own);
      }
      if (altitudes != null) {
        altitudes.gradient().put(unit, sum / altitudes.values().get(unit));
      }
    }
  }

  /** δ ← s, and their sums over the rows. */
  private void scale(Slice slopes, int rows) {
    FloatBuffer slope = slopes.buffer();
    FloatBuffer sums = unitSums.slice().buffer();
    for (int unit = 0; unit < units; unit++) {
      float b = bandwidth(unit);
      float sum = 0;
      for (int at = unit; at < rows * units; at += units) {
        float scaled = -2 * b * b * slope.get(at);
        slope.put(at, scaled);
        sum += scaled;
      }
      sums.put(unit, sum);
    }
  }

  /** ∂x of s. */
  private void toInput(Products products, Slice slopes, int rows) {
    FloatBuffer slope = slopes.buffer();
    FloatBuffer x = input.data().slice().buffer();
    FloatBuffer ofInput = input.gradient().slice().buffer();
    for (int row = 0; row < rows; row++) {
      float sum = 0;
      for (int unit = 0; unit < units; unit++) {
        sum += slope.get(row * units + unit);
        slope.put(row * units + unit, -slope.get(row * units + unit));
      }
      for (int at = row * inputs; at < (row + 1) * inputs; at++) {
        float given = x.get(at) * sum;
        ofInput.put(at, addsToInputGradient ? ofInput.get(at) + given : given);
      }
    }
    centerMatrix.at(centers.values(), inputs, units);
    inputMatrix.at(input.gradient().slice(), inputs, rows);
    products.multiply(centerMatrix, false, slopeMatrix, false, 1, inputMatrix);
  }
}
