package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Layer normalization of an LSTM's cells on their way out (Ba, Kiros and Hinton, "Layer
 * normalization", 2016, eq. 22): h = σ(o)∘tanh(g_c∘N(c) + b_c). What is carried on is c itself.
 */
public final class CellNormalizer {
  private final ParameterTensor parameters;
  private final int first;
  private final int units;
  private final SequenceArithmetic arithmetic;
  private final Region normal;
  private final Region outputs;
  private final Region scales;
  private final Region slope;
  private final Region sums;
  private final Region ones;

  /**
   * @param parameters which hold g_c and b_c, {@code [2, U]}, from {@code first} on
   */
  CellNormalizer(BlockContext context, ParameterTensor parameters, int first, int units) {
    this.parameters = parameters;
    this.first = first;
    this.units = units;
    this.arithmetic = new SequenceArithmetic();
    int numbers = context.largestSequences() * units;
    this.normal = context.untilBackward(units);
    this.outputs = context.untilBackward(units);
    this.scales = context.untilBackward(1);
    this.slope = context.permanent(numbers);
    this.sums = context.permanent(2 * numbers);
    this.ones = context.permanent(context.largestSequences());
  }

  /** g_c∘N(c) + b_c of all steps, {@code [T, U, B]}. */
  Slice outputs() {
    return outputs.slice();
  }

  /** Where the gradient of {@link #outputs} of a step belongs, {@code [U, B]}. */
  Slice slope() {
    return slope.slice();
  }

  void forward(int step, int sequences, Slice cells) {
    int at = step * units * sequences;
    arithmetic.copy(cells, at, normal.slice(), at, units * sequences);
    arithmetic.normalize(
        normal.slice(),
        at,
        GateNormalizer.EPSILON,
        scales.slice(),
        step * sequences,
        units,
        sequences);
    arithmetic.fill(parameters.values(), first + units, outputs.slice(), at, units, sequences);
    arithmetic.addScaled(
        normal.slice(), at, parameters.values(), first, outputs.slice(), at, units, sequences);
  }

  void beginBackward(int sequences) {
    arithmetic.clear(sums.slice(), 0, 2 * units * sequences);
  }

  /** cellSlope ← cellSlope + the gradient of c that comes through {@link #slope}. */
  void backward(int step, int sequences, Slice cellSlope) {
    int count = units * sequences;
    int at = step * count;
    arithmetic.add(slope.slice(), 0, sums.slice(), count, count);
    arithmetic.normalizeBackward(
        slope.slice(),
        0,
        parameters.values(),
        first,
        normal.slice(),
        at,
        scales.slice(),
        step * sequences,
        sums.slice(),
        0,
        slope.slice(),
        0,
        units,
        sequences);
    arithmetic.add(slope.slice(), 0, cellSlope, 0, count);
  }

  /** The gradient of g_c and b_c, after the last step. */
  void parameterGradient(int sequences) {
    GateNormalizer.sum(
        arithmetic, sums.slice(), ones.slice(), parameters.gradient(), first, 2 * units, sequences);
  }
}
