package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.node.Walk;
import dev.ensayo.backend.extension.MinimalRecurrent;
import dev.ensayo.backend.extension.OwnRecurrent;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The work of a {@link MinimalRecurrent}: one product for all steps of a window, then each sequence
 * from its first step to its last, number by number.
 *
 * <p>Everything is rows, as between blocks: input {@code [T·B, F]}, gates {@code [T·B, G·U]},
 * output {@code [T·B, U]}. A sequence keeps its state and its output over a masked step, and the
 * gradient passes over it. One of two walks of a bidirectional layer carries nothing.
 */
final class ScanBlock implements RecurrentRows {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final int units;
  private final int gates;
  private final ParameterTensor bias;
  private final Value output;
  private final Region gateValues;
  private final Region initial;
  private final boolean carries;
  private final int stateOffset;
  private final ScanInputs inputs;
  private final ScanKernel kernel;
  private final float[] hidden;
  private final float[] before;
  private final float[] slope;
  private final Matrix stateRows = new Matrix();
  private double[] slopeSquares;

  ScanBlock(BlockContext context, MinimalRecurrent layer, ScanGates kind) {
    this.units = Math.toIntExact(layer.getNOut());
    this.gates = kind.count() + 1;
    int features = Math.toIntExact(layer.getNIn());
    int wide = Math.multiplyExact(gates, units);
    ParameterTensor weights =
        context.parameter(OwnRecurrent.INPUT_WEIGHTS, Math.multiplyExact(features, wide));
    this.bias = context.parameter(OwnRecurrent.BIAS, wide);
    this.carries = context.walk() == Walk.CARRIED;
    this.stateOffset = carries ? context.state(units) : 0;
    this.output = context.output(Shape.vector(units));
    this.gateValues = context.untilBackward(wide);
    this.initial = context.permanent(context.largestSequences() * units);
    this.inputs = new ScanInputs(context, weights, features, wide);
    this.kernel = new ScanKernel(kind, layer.isPositive(), units);
    this.hidden = new float[units];
    this.before = new float[units];
    this.slope = new float[units];
  }

  @Override
  public void forward(Pass pass) {
    inputs.forward(pass, gateValues.slice());
    if (carries) {
      pass.readState(stateOffset, stateRows.at(initial.slice(), units, pass.sequences()));
    }
    for (int gate = 0; gate < gates; gate++) {
      bias.values().buffer().get(gate * units, kernel.bias()[gate], 0, units);
    }
    for (int b = 0; b < pass.sequences(); b++) {
      forward(pass, b);
    }
    if (carries) {
      int last = (pass.steps() - 1) * pass.sequences() * units;
      pass.writeState(
          stateOffset, stateRows.at(output.data().slice(), last, units, pass.sequences()));
    }
  }

  private void forward(Pass pass, int b) {
    FloatBuffer rows = output.data().slice().buffer();
    initial.slice().buffer().get(b * units, hidden, 0, units);
    for (int t = 0; t < pass.steps(); t++) {
      int row = t * pass.sequences() + b;
      if (t > 0 && pass.resets(t, b)) {
        Arrays.fill(hidden, 0);
      }
      if (pass.mask(t, b) != 0) {
        readGates(row);
        kernel.forward(hidden);
        writeGates(row);
      }
      rows.put(row * units, hidden, 0, units);
    }
  }

  private void readGates(int row) {
    FloatBuffer values = gateValues.slice().buffer();
    for (int gate = 0; gate < gates; gate++) {
      values.get((row * gates + gate) * units, kernel.gates()[gate], 0, units);
    }
  }

  private void writeGates(int row) {
    FloatBuffer values = gateValues.slice().buffer();
    for (int gate = 0; gate < gates; gate++) {
      values.put((row * gates + gate) * units, kernel.gates()[gate], 0, units);
    }
  }

  @Override
  public void backward(Pass pass) {
    kernel.clearBias();
    for (int b = 0; b < pass.sequences(); b++) {
      backward(pass, b);
    }
    for (int gate = 0; gate < gates; gate++) {
      bias.gradient().buffer().put(gate * units, kernel.bias()[gate], 0, units);
    }
    inputs.backward(pass, gateValues.slice());
  }

  private void backward(Pass pass, int b) {
    FloatBuffer slopes = output.gradient().slice().buffer();
    Arrays.fill(slope, 0);
    for (int t = pass.steps() - 1; t >= pass.firstLearnedStep(); t--) {
      int row = t * pass.sequences() + b;
      slopes.get(row * units, before, 0, units);
      add(before, slope, units);
      if (slopeSquares != null) {
        slopeSquares[t] += sumOfSquares(slope);
      }
      if (pass.mask(t, b) == 0) {
        arithmetic.clear(gateValues.slice(), row * gates * units, gates * units);
      } else {
        readGates(row);
        readBefore(pass, t, b);
        kernel.backward(before, slope);
        writeGates(row);
      }
      if (pass.resets(t, b)) {
        Arrays.fill(slope, 0);
      }
    }
  }

  private void readBefore(Pass pass, int t, int b) {
    if (t == 0) {
      initial.slice().buffer().get(b * units, before, 0, units);
    } else if (pass.resets(t, b)) {
      Arrays.fill(before, 0);
    } else {
      int row = (t - 1) * pass.sequences() + b;
      output.data().slice().buffer().get(row * units, before, 0, units);
    }
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] += x[i];
    }
  }

  private static double sumOfSquares(float[] x) {
    double sum = 0;
    for (double number : x) {
      sum += number * number;
    }
    return sum;
  }

  @Override
  public void addSquaredSlopes(Pass pass, float[] direction, double[] squares) {
    int count = pass.sequences() * units;
    int last = (pass.steps() - 1) * count;
    Slice slopes = output.gradient().slice();
    arithmetic.clear(slopes, 0, last);
    for (int i = 0; i < count; i++) {
      slopes.put(last + i, direction[i]);
    }
    slopeSquares = squares;
    backward(pass);
    slopeSquares = null;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public Slice outputRows() {
    return output.data().slice();
  }
}
