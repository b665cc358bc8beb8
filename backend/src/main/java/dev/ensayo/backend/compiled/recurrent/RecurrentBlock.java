package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import java.util.List;

/**
 * What all recurrent layers share: sums of the gates from the input, the walk through time, carried
 * state, masks and the gradients of the weights.
 *
 * <p>Input and output are rows {@code [T·B, F]} and {@code [T·B, U]}, time step after time step.
 * The G gates of step t are {@code [G·U, B]} (see {@link SequenceArithmetic}); they hold sums
 * first, then values, and after the backward the gradient of the sums.
 *
 * <p>Where the network is given tokens and this is its first layer, the input product is a gather
 * of rows of W, what a product with one-hot rows would give. A sequence keeps its state and its
 * output over a masked step.
 */
public abstract class RecurrentBlock implements Block {
  /** Below, walking the recurrent matrix the slow way costs less than turning it. */
  private static final int STEPS_WORTH_TRANSPOSING = 8;

  private final Value input;
  private final Value output;
  private final int inputs;
  private final int units;
  private final int gates;
  private final ParameterTensor inputWeights;
  private final ParameterTensor recurrentWeights;
  private final ParameterTensor bias;
  private final SequenceArithmetic arithmetic;
  private final boolean addsToInputGradient;
  private final int stateOffset;
  private final Region initial;
  private final Region initialFeatures;
  private final Region features;
  private final Region gateValues;
  private final Region transposedWeights;
  private final StepBatch recurrentDeltas;
  private final StepBatch inputDeltas;
  private final Region inputFeatures;
  private final Region hiddenSlope;
  private final Region held;
  private final Region biasSums;
  private final Region ones;
  private final GateNormalizer normalizer;
  private double[] slopeSquares;
  private boolean transposed;

  /**
   * @param gates G
   * @param bias at least {@code [G·U]}, the gates' first
   * @param stateSize numbers of carried state of one sequence: h and whatever the cell adds
   * @param normalization of the gates; null for none
   */
  RecurrentBlock(
      BlockContext context,
      int inputs,
      int units,
      int gates,
      ParameterTensor inputWeights,
      ParameterTensor recurrentWeights,
      ParameterTensor bias,
      int stateSize,
      Normalization normalization) {
    this.input = context.input();
    this.inputs = inputs;
    this.units = units;
    this.gates = gates;
    this.inputWeights = inputWeights;
    this.recurrentWeights = recurrentWeights;
    this.bias = bias;
    this.arithmetic = new SequenceArithmetic();
    this.addsToInputGradient = context.addsToInputGradient();
    this.stateOffset = context.state(stateSize);
    int sequences = context.largestSequences();
    this.output = context.output(Shape.vector(units));
    this.gateValues = context.untilBackward(gates * units);
    this.features = context.untilBackward(units);
    this.initial = context.permanent(sequences * units);
    this.initialFeatures = context.permanent(sequences * units);
    this.transposedWeights = context.permanent(units * transposedStride());
    this.recurrentDeltas = new StepBatch(context, gates * units);
    boolean tokens = input.data() == null;
    this.inputDeltas = tokens ? null : new StepBatch(context, gates * units);
    this.inputFeatures = tokens ? null : context.permanent(sequences * inputs);
    this.hiddenSlope = context.permanent(sequences * units);
    this.held = context.permanent(sequences * units);
    this.biasSums = context.permanent(sequences * bias.length());
    this.ones = context.permanent(sequences);
    this.normalizer =
        normalization == null
            ? null
            : new GateNormalizer(context, normalization.groups(), normalization.gains());
  }

  /**
   * Layer normalization of a cell.
   *
   * @param gains {@code [2, G·U]}, maybe followed by what else the cell normalizes
   * @param groups how many gates' sums are normalized together, in units
   */
  record Normalization(ParameterTensor gains, List<Integer> groups) {}

  /** Fetches state beside h for each sequence, before the first step. */
  abstract void loadCellState(Pass pass);

  /** Leaves state beside h, after the last step. */
  abstract void storeCellState(Pass pass);

  /** From the gates' input sums to h of the step, as rows and by feature. */
  abstract void stepForward(int step, int sequences);

  /** Makes the cell ready for a backward from the last step. */
  abstract void beginBackward(int sequences);

  /** Leaves the gradients of parameters that are the cell's alone, after the last step. */
  void endBackward(int sequences) {}

  /**
   * From {@link #hiddenSlope}, the gradient of h, to that of the gates' sums and, again in {@link
   * #hiddenSlope}, to the part of that of h₋ that does not come through the recurrent product.
   *
   * @return whether the latter is not zero
   */
  abstract boolean stepBackward(int step, int sequences);

  /**
   * {@link #hiddenSlope} ← the gradient of h₋ that comes through the recurrent product + β·{@link
   * #hiddenSlope}.
   */
  abstract void productBackward(int step, int sequences, double beta);

  /** Sets the gradients of the step's recurrent sums aside, for {@link #recurrentGradient}. */
  void collectRecurrent(int step, int sequences, StepBatch deltas) {
    deltas.put(
        arithmetic, recurrentSlope(), gatesAt(step, sequences), 0, gates * units, step, sequences);
  }

  /**
   * Adds the part of some consecutive steps to the gradient of the recurrent weights, after {@link
   * #collectRecurrent} for each of them.
   *
   * @param step the earliest
   * @param count how many
   * @param first whether to overwrite what is there
   */
  void recurrentGradient(int step, int count, int sequences, boolean first) {
    addRecurrentGradient(
        step, count, sequences, 0, gates, before(step), beforeAt(step, sequences), first);
  }

  /** Carries the cell's own state over a masked step. */
  abstract void holdCell(int step, int sequence, int sequences);

  /** Sets aside, before a backward step, what must pass over it for a masked sequence. */
  abstract void holdCellSlope(int sequence, int sequences);

  /** Puts back what was set aside, and clears the masked sequence's gradients of the step. */
  abstract void releaseCellSlope(int step, int sequence, int sequences);

  @Override
  public final void forward(Pass pass) {
    int steps = pass.steps();
    int sequences = pass.sequences();
    loadRows(pass, stateOffset, initial.slice());
    arithmetic.toFeatures(initial.slice(), 0, initialFeatures.slice(), 0, units, sequences);
    loadCellState(pass);
    if (input.data() == null) {
      arithmetic.gather(
          inputWeights.values(),
          inputs,
          normalizer == null ? bias.values() : null,
          pass.window().tokens(),
          normalizer == null ? gateValues.slice() : normalizer.inputs(),
          gates * units,
          sequences,
          steps);
    }
    for (int t = 0; t < steps; t++) {
      if (input.data() != null && normalizer == null) {
        int at = gatesAt(t, sequences);
        arithmetic.fill(bias.values(), 0, gateValues.slice(), at, gates * units, sequences);
        inputSums(t, sequences, 1, gateValues.slice());
      } else if (normalizer != null) {
        normalizedSums(t, sequences);
      }
      stepForward(t, sequences);
      if (pass.masked(t)) {
        holdMasked(pass, t);
      }
    }
    storeRows(pass, stateOffset, output.data().slice(), (steps - 1) * sequences * units);
    storeCellState(pass);
  }

  private void normalizedSums(int step, int sequences) {
    if (input.data() != null) {
      inputSums(step, sequences, 0, normalizer.inputs());
    }
    int at = gatesAt(step, sequences);
    arithmetic.fill(bias.values(), 0, gateValues.slice(), at, gates * units, sequences);
    normalizer.addInputs(step, sequences, gateValues.slice());
  }

  /** Z ← x·W + β·Z. */
  private void inputSums(int step, int sequences, double beta, Slice z) {
    Slice x = inputFeatures.slice();
    arithmetic.toFeatures(input.data().slice(), step * sequences * inputs, x, 0, inputs, sequences);
    arithmetic.multiply(
        false,
        false,
        sequences,
        gates * units,
        inputs,
        x,
        0,
        sequences,
        inputWeights.values(),
        0,
        inputs,
        beta,
        z,
        gatesAt(step, sequences),
        sequences);
  }

  private void holdMasked(Pass pass, int step) {
    int sequences = pass.sequences();
    for (int b = 0; b < sequences; b++) {
      if (pass.mask(step, b) == 0) {
        arithmetic.copy(
            before(step),
            beforeAt(step, sequences) + b * units,
            output.data().slice(),
            rowsAt(step, sequences) + b * units,
            units);
        Slice from = featuresBefore(step);
        int fromAt = featuresBeforeAt(step, sequences);
        int at = rowsAt(step, sequences);
        copyColumn(from, fromAt, features.slice(), at, units, b, sequences);
        holdCell(step, b, sequences);
      }
    }
  }

  @Override
  public final void backward(Pass pass) {
    int steps = pass.steps();
    int sequences = pass.sequences();
    int first = pass.firstLearnedStep();
    Slice dh = hiddenSlope.slice();
    arithmetic.clear(biasSums.slice(), 0, bias.length() * sequences);
    arithmetic.clear(dh, 0, units * sequences);
    beginBackward(sequences);
    if (normalizer != null) {
      normalizer.beginBackward(sequences);
    }
    transposed = steps - first >= STEPS_WORTH_TRANSPOSING;
    if (transposed) {
      arithmetic.transpose(
          recurrentWeights.values(),
          units,
          gates * units,
          transposedWeights.slice(),
          transposedStride());
    }
    int collected = 0;
    for (int t = steps - 1; t >= first; t--) {
      addOutputGradient(t, sequences);
      if (slopeSquares != null) {
        slopeSquares[t] += sumOfSquares(dh, units * sequences);
      }
      boolean masked = pass.masked(t);
      if (masked) {
        holdSlopes(pass, t);
      }
      boolean keeps = stepBackward(t, sequences);
      if (masked) {
        clearMasked(pass, t);
      }
      sumBias(t, sequences);
      if (normalizer != null) {
        normalizationBackward(t, sequences);
      }
      collectRecurrent(t, sequences, recurrentDeltas);
      if (inputDeltas != null) {
        inputDeltas.put(
            arithmetic, gateValues.slice(), gatesAt(t, sequences), 0, gates * units, t, sequences);
      }
      collected++;
      if (t == first || recurrentDeltas.beginsWith(t)) {
        weightGradients(t, collected, sequences, t + collected == steps);
        collected = 0;
      }
      if (masked) {
        if (!keeps) {
          arithmetic.clear(dh, 0, units * sequences);
        }
        releaseSlopes(pass, t);
      }
      if (t > first) {
        productBackward(t, sequences, keeps || masked ? 1 : 0);
      }
    }
    biasGradient(sequences);
    endBackward(sequences);
    if (normalizer != null) {
      normalizer.gainGradient(sequences);
    }
    if (input.data() == null) {
      arithmetic.scatter(
          gateValues.slice(),
          pass.window().tokens(),
          inputWeights.gradient(),
          inputs,
          gates * units,
          sequences,
          first,
          steps);
    } else if (input.needsGradient() && !addsToInputGradient) {
      arithmetic.clear(input.gradient().slice(), 0, first * sequences * inputs);
    }
  }

  /**
   * A backward through this block alone, from a gradient in the last step's output: for each step t
   * the square of the norm of v·∂h_T/∂h_t, summed over the sequences, is added to what is there.
   *
   * @param direction v, {@code [B, U]}
   * @param squares {@code [T]}
   */
  public final void addSquaredSlopes(Pass pass, float[] direction, double[] squares) {
    int count = pass.sequences() * units;
    int last = rowsAt(pass.steps() - 1, pass.sequences());
    Slice slope = output.gradient().slice();
    arithmetic.clear(slope, 0, last);
    for (int i = 0; i < count; i++) {
      slope.put(last + i, direction[i]);
    }
    slopeSquares = squares;
    backward(pass);
    slopeSquares = null;
  }

  private static double sumOfSquares(Slice x, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x.get(i) * x.get(i);
    }
    return sum;
  }

  /** dh ← dh + the output's gradient of the step. */
  private void addOutputGradient(int step, int sequences) {
    arithmetic.toFeatures(
        output.gradient().slice(), rowsAt(step, sequences), held.slice(), 0, units, sequences);
    arithmetic.add(held.slice(), 0, hiddenSlope.slice(), 0, units * sequences);
  }

  /** Of the collected steps, the first of which sees its own h₋ where a window begins. */
  private void weightGradients(int step, int count, int sequences, boolean first) {
    boolean overwrites = first;
    if (step == 0) {
      recurrentGradient(0, 1, sequences, overwrites);
      overwrites = false;
    }
    int from = Math.max(1, step);
    if (from < step + count) {
      recurrentGradient(from, step + count - from, sequences, overwrites);
    }
    if (inputDeltas != null) {
      inputGradients(step, count, sequences, first);
    }
  }

  private void inputGradients(int step, int count, int sequences, boolean first) {
    int wide = gates * units;
    int rows = count * sequences;
    int at = inputDeltas.at(0, step, sequences);
    arithmetic.multiply(
        false,
        false,
        inputs,
        wide,
        rows,
        input.data().slice(),
        step * sequences * inputs,
        inputs,
        inputDeltas.slice(),
        at,
        inputDeltas.stride(),
        first ? 0 : 1,
        inputWeights.gradient(),
        0,
        inputs);
    if (input.needsGradient()) {
      arithmetic.multiply(
          false,
          true,
          inputs,
          rows,
          wide,
          inputWeights.values(),
          0,
          inputs,
          inputDeltas.slice(),
          at,
          inputDeltas.stride(),
          addsToInputGradient ? 1 : 0,
          input.gradient().slice(),
          step * sequences * inputs,
          inputs);
    }
  }

  /** From the gradient of the gates' sums to that of both products. */
  void normalizationBackward(int step, int sequences) {
    normalizer.backward(step, sequences, gateValues.slice());
  }

  /** Adds h₋·U of all gates to their sums, normalized where that is asked for. */
  final void addRecurrentSums(int step, int sequences) {
    if (normalizer == null) {
      addProduct(step, sequences, 0, gates, 1, gateValues.slice(), gatesAt(step, sequences));
    } else {
      recurrentProduct(step, sequences);
      normalizer.addRecurrents(step, sequences, gateValues.slice());
    }
  }

  /** h₋·U of all gates, to where it will be normalized. */
  final void recurrentProduct(int step, int sequences) {
    addProduct(step, sequences, 0, gates, 0, normalizer.recurrents(), gatesAt(step, sequences));
  }

  /** The gradient of h₋·U of all gates, each step's at {@link #gatesAt}. */
  final Slice recurrentSlope() {
    return normalizer == null ? gateValues.slice() : normalizer.recurrents();
  }

  /** Null where nothing is normalized. */
  final GateNormalizer normalizer() {
    return normalizer;
  }

  /** Adds what the step gives to the bias, sequence by sequence; summed over them at the end. */
  void sumBias(int step, int sequences) {
    arithmetic.add(
        gateValues.slice(),
        gatesAt(step, sequences),
        biasSums.slice(),
        0,
        gates * units * sequences);
  }

  private void biasGradient(int sequences) {
    Slice one = ones.slice();
    for (int b = 0; b < sequences; b++) {
      one.put(b, 1);
    }
    arithmetic.multiply(
        true,
        false,
        bias.length(),
        1,
        sequences,
        biasSums.slice(),
        0,
        sequences,
        one,
        0,
        sequences,
        0,
        bias.gradient(),
        0,
        bias.length());
  }

  /** A masked sequence's gradient of h goes to the step before as it is. */
  private void holdSlopes(Pass pass, int step) {
    int sequences = pass.sequences();
    arithmetic.copy(hiddenSlope.slice(), 0, held.slice(), 0, units * sequences);
    for (int b = 0; b < sequences; b++) {
      if (pass.mask(step, b) == 0) {
        clearColumn(hiddenSlope.slice(), 0, units, b, sequences);
        holdCellSlope(b, sequences);
      }
    }
  }

  private void clearMasked(Pass pass, int step) {
    int sequences = pass.sequences();
    for (int b = 0; b < sequences; b++) {
      if (pass.mask(step, b) == 0) {
        clearColumn(gateValues.slice(), gatesAt(step, sequences), gates * units, b, sequences);
        releaseCellSlope(step, b, sequences);
      }
    }
  }

  private void releaseSlopes(Pass pass, int step) {
    int sequences = pass.sequences();
    for (int b = 0; b < sequences; b++) {
      if (pass.mask(step, b) == 0) {
        copyColumn(held.slice(), 0, hiddenSlope.slice(), 0, units, b, sequences);
      }
    }
  }

  /** One sequence's numbers in {@code [U, B]}. */
  static void copyColumn(
      Slice from, int offsetFrom, Slice to, int offsetTo, int units, int sequence, int sequences) {
    for (int u = 0; u < units; u++) {
      int at = u * sequences + sequence;
      to.put(offsetTo + at, from.get(offsetFrom + at));
    }
  }

  static void clearColumn(Slice x, int offset, int units, int sequence, int sequences) {
    for (int u = 0; u < units; u++) {
      x.put(offset + u * sequences + sequence, 0);
    }
  }

  /** Rows {@code [B, U]} from the pass's state. */
  final void loadRows(Pass pass, int offset, Slice rows) {
    for (int b = 0; b < pass.sequences(); b++) {
      for (int u = 0; u < units; u++) {
        rows.put(b * units + u, pass.state(b, offset + u));
      }
    }
  }

  /** Rows {@code [B, U]} to the pass's state. */
  final void storeRows(Pass pass, int offset, Slice rows, int from) {
    for (int b = 0; b < pass.sequences(); b++) {
      for (int u = 0; u < units; u++) {
        pass.setState(b, offset + u, (float) rows.get(from + b * units + u));
      }
    }
  }

  /** Z ← h₋·U + β·Z for some of the gates, one after the other. */
  final void addProduct(
      int step, int sequences, int firstGate, int howMany, double beta, Slice to, int at) {
    addProduct(
        featuresBefore(step),
        featuresBeforeAt(step, sequences),
        sequences,
        firstGate,
        howMany,
        beta,
        to,
        at);
  }

  /**
   * Z ← h·U + β·Z for some of the gates, one after the other.
   *
   * @param hidden h by feature, {@code [U, B]}
   */
  final void addProduct(
      Slice hidden,
      int hiddenAt,
      int sequences,
      int firstGate,
      int howMany,
      double beta,
      Slice to,
      int at) {
    arithmetic.multiply(
        false,
        false,
        sequences,
        howMany * units,
        units,
        hidden,
        hiddenAt,
        sequences,
        recurrentWeights.values(),
        firstGate * units * units,
        units,
        beta,
        to,
        at,
        sequences);
  }

  /** target ← δ·Uᵀ + β·target for some of the gates. */
  final void productBackward(
      int sequences, int firstGate, int howMany, Slice delta, int at, double beta, Slice target) {
    arithmetic.multiply(
        false,
        !transposed,
        sequences,
        units,
        howMany * units,
        delta,
        at,
        sequences,
        transposed ? transposedWeights.slice() : recurrentWeights.values(),
        firstGate * units * (transposed ? 1 : units),
        transposed ? transposedStride() : units,
        beta,
        target,
        0,
        sequences);
  }

  private int transposedStride() {
    return gates * units + StepBatch.PADDING;
  }

  /**
   * ∂U ← h₋ᵀ·δ (+ ∂U unless first) for some of the gates, δ being what was collected.
   *
   * @param rows {@code [count·B, U]} that were multiplied, such as h₋
   */
  final void addRecurrentGradient(
      int step,
      int count,
      int sequences,
      int firstGate,
      int howMany,
      Slice rows,
      int rowsAt,
      boolean first) {
    arithmetic.multiply(
        false,
        false,
        units,
        howMany * units,
        count * sequences,
        rows,
        rowsAt,
        units,
        recurrentDeltas.slice(),
        recurrentDeltas.at(firstGate * units, step, sequences),
        recurrentDeltas.stride(),
        first ? 0 : 1,
        recurrentWeights.gradient(),
        firstGate * units * units,
        units);
  }

  /** Where h of the step before lies: the output, or the initial state. */
  final Slice before(int step) {
    return step == 0 ? initial.slice() : output.data().slice();
  }

  final int beforeAt(int step, int sequences) {
    return step == 0 ? 0 : rowsAt(step - 1, sequences);
  }

  /** Where h of the step before lies by feature. */
  final Slice featuresBefore(int step) {
    return step == 0 ? initialFeatures.slice() : features.slice();
  }

  final int featuresBeforeAt(int step, int sequences) {
    return step == 0 ? 0 : rowsAt(step - 1, sequences);
  }

  /** h of all steps by feature, {@code [T, U, B]}. */
  final Slice features() {
    return features.slice();
  }

  final int rowsAt(int step, int sequences) {
    return step * sequences * units;
  }

  final int gatesAt(int step, int sequences) {
    return step * sequences * gates * units;
  }

  public final int units() {
    return units;
  }

  final int stateOffset() {
    return stateOffset;
  }

  final SequenceArithmetic arithmetic() {
    return arithmetic;
  }

  final Slice gateValues() {
    return gateValues.slice();
  }

  public final Slice outputRows() {
    return output.data().slice();
  }

  final Slice hiddenSlope() {
    return hiddenSlope.slice();
  }

  final Slice biasSums() {
    return biasSums.slice();
  }

  final ParameterTensor recurrentWeights() {
    return recurrentWeights;
  }
}
