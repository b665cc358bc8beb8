package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Layer normalization of an LSTM's cells on their way out (Ba, Kiros and Hinton, "Layer
 * normalization", 2016, eq. 22): h = σ(o)∘tanh(g_c∘N(c) + b_c). What is carried on is c itself.
 */
final class CellNormalizer {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final NormalizationKernel kernel = new NormalizationKernel();
  private final ParameterTensor parameters;
  private final int first;
  private final int units;
  private final Region normals;
  private final Region outputs;
  private final Region scales;
  private final Region slopes;
  private final Region sums;
  private final SequenceSums parameterGradient;
  private final Matrix output = new Matrix();
  private final Matrix normal = new Matrix();
  private final Matrix scale = new Matrix();
  private final Matrix slope = new Matrix();
  private final Matrix gain = new Matrix();
  private final Matrix gainSum = new Matrix();

  /**
   * @param parameters which hold g_c and b_c, {@code [2, U]}, from {@code first} on
   */
  CellNormalizer(BlockContext context, ParameterTensor parameters, int first, int units) {
    this.parameters = parameters;
    this.first = first;
    this.units = units;
    int numbers = context.largestSequences() * units;
    this.normals = context.untilBackward(units);
    this.outputs = context.untilBackward(units);
    this.scales = context.untilBackward(1);
    this.slopes = context.permanent(numbers);
    this.sums = context.permanent(2 * numbers);
    this.parameterGradient = new SequenceSums(context);
  }

  /** g_c∘N(c) + b_c of the current step, {@code [B, U]}. */
  Matrix outputs(Steps steps) {
    return steps.ofStep(output, outputs, units);
  }

  /** Where the gradient of {@link #outputs} belongs, {@code [B, U]}. */
  Matrix slope(Steps steps) {
    return slope.at(slopes.slice(), steps.sequences(), units);
  }

  void forward(Steps steps, Matrix cells) {
    move(steps);
    arithmetic.copy(cells.slice(), cells.offset(), normal.slice(), normal.offset(), cells.size());
    kernel.normalize(normal, GateNormalizer.EPSILON, scale);
    arithmetic.fill(parameters.values(), first + units, outputs(steps));
    kernel.addScaled(normal, gain, output);
  }

  private void move(Steps steps) {
    steps.ofStep(normal, normals, units);
    steps.ofStep(scale, scales, 1);
    gain.at(parameters.values(), first, units, 1);
  }

  void beginBackward(int sequences) {
    arithmetic.clear(sums.slice(), 0, 2 * units * sequences);
  }

  /** cellSlope ← cellSlope + the gradient of c that comes through {@link #slope}. */
  void backward(Steps steps, Matrix cellSlope) {
    move(steps);
    int count = normal.size();
    arithmetic.add(slopes.slice(), 0, sums.slice(), count, count);
    gainSum.at(sums.slice(), steps.sequences(), units);
    kernel.backward(slope(steps), gain, normal, scale, gainSum, slope);
    arithmetic.add(slopes.slice(), 0, cellSlope.slice(), cellSlope.offset(), count);
  }

  /** The gradient of g_c and b_c, after the first step. */
  void parameterGradient(int sequences) {
    gainSum.at(sums.slice(), sequences, 2 * units);
    parameterGradient.sum(gainSum, gain.at(parameters.gradient(), first, 2 * units, 1));
  }
}
