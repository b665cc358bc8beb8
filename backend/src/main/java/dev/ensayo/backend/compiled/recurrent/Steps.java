package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * What a recurrent layer of U units and G gates keeps of the steps of a window of B sequences, and
 * which of them is the current one. The matrices move with it.
 *
 * <p>Input and output are rows, step after step. The gates of a step hold sums first, then values,
 * and after the backward the gradient of the sums.
 */
public final class Steps {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final int units;
  private final int gates;
  private final Value output;
  private final Region initial;
  private final Region initialFeatures;
  private final Region features;
  private final Region gateValues;
  private final Region hiddenSlope;
  private final Region held;
  private final Region anew;
  private final Matrix allGates = new Matrix();
  private final Matrix before = new Matrix();
  private final Matrix hidden = new Matrix();
  private final Matrix rows = new Matrix();
  private final Matrix rowsBefore = new Matrix();
  private final Matrix slope = new Matrix();
  private final Matrix outputSlope = new Matrix();
  private final Matrix aside = new Matrix();
  private int step;
  private int sequences;
  private boolean begins;

  Steps(BlockContext context, int units, int gates) {
    int numbers = context.largestSequences() * units;
    this.units = units;
    this.gates = gates;
    this.output = context.output(Shape.vector(units));
    this.gateValues = context.untilBackward(gates * units);
    this.features = context.untilBackward(units);
    this.initial = context.permanent(numbers);
    this.initialFeatures = context.permanent(numbers);
    this.hiddenSlope = context.permanent(numbers);
    this.held = context.permanent(numbers);
    this.anew = context.permanent(numbers);
  }

  /** Makes a step the current one. */
  void moveTo(int number, int sequenceCount) {
    step = number;
    sequences = sequenceCount;
    begins = false;
  }

  /** Makes zeros of h₋ of the sequences that begin anew at the current step. */
  void beginAnew(Pass pass) {
    if (step > 0 && pass.resets(step)) {
      arithmetic.copy(
          features.slice(), (step - 1) * sequences * units, anew.slice(), 0, units * sequences);
      begins = true;
      clearBegun(pass, before());
    }
  }

  private void clearBegun(Pass pass, Matrix byFeature) {
    for (int b = 0; b < sequences; b++) {
      if (pass.resets(step, b)) {
        byFeature.clearRow(b);
      }
    }
  }

  /** Nothing goes on to the step before where a sequence begins anew. */
  void endBackward(Pass pass) {
    clearBegun(pass, slope());
  }

  /**
   * On the way back the layers that read h are done with it, and the gradient of the weights can be
   * told that h₋ as rows is zeros where a sequence begins anew.
   */
  void forgetRowsBefore(Pass pass) {
    for (int b = 0; b < sequences && step > 0; b++) {
      if (pass.resets(step, b)) {
        arithmetic.clear(output.data().slice(), ((step - 1) * sequences + b) * units, units);
      }
    }
  }

  /** The current step, from 0. */
  public int number() {
    return step;
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** U. */
  public int units() {
    return units;
  }

  /** G. */
  public int gates() {
    return gates;
  }

  /** All gates: {@code [B, G·U]}, one after the other. */
  public Matrix gateValues() {
    return ofStep(allGates, gateValues, gates * units);
  }

  /** Moves a matrix to some of the gates: {@code [B, count·U]}. */
  public Matrix gates(Matrix matrix, int first, int count) {
    int at = (step * gates + first) * units * sequences;
    return matrix.at(gateValues.slice(), at, sequences, count * units);
  }

  /** The gates of all steps, {@code [T, G·U, B]}. */
  Slice allGates() {
    return gateValues.slice();
  }

  /** h₋, by feature: {@code [B, U]}. */
  public Matrix before() {
    if (step == 0 || begins) {
      return before.at((begins ? anew : initialFeatures).slice(), sequences, units);
    }
    return ofStep(before, features, units, step - 1);
  }

  /** h, by feature: {@code [B, U]}. */
  public Matrix hidden() {
    return ofStep(hidden, features, units);
  }

  /** h as rows, which is the output: {@code [U, B]}. */
  public Matrix rows() {
    return rows.at(output.data().slice(), step * sequences * units, units, sequences);
  }

  /**
   * h₋ as rows of some steps from the current one on: {@code [U, count·B]}; of the first, alone.
   */
  Matrix rowsBefore(int count) {
    return step == 0
        ? rowsBefore.at(initial.slice(), units, sequences)
        : rowsBefore.at(
            output.data().slice(), (step - 1) * sequences * units, units, count * sequences);
  }

  /** The gradient of h, by feature: {@code [B, U]}. */
  public Matrix slope() {
    return slope.at(hiddenSlope.slice(), sequences, units);
  }

  /**
   * Moves a matrix to the current step.
   *
   * @param region that is kept for each row, until the backward
   * @param features how many numbers for each row
   * @return the matrix, {@code [B, features]}
   */
  public Matrix ofStep(Matrix matrix, Region region, int features) {
    return ofStep(matrix, region, features, step);
  }

  Matrix ofStep(Matrix matrix, Region region, int width, int number) {
    return matrix.at(region.slice(), number * sequences * width, sequences, width);
  }

  /** The same as rows: {@code [features, count·B]}, of some steps from the current one on. */
  Matrix rowsOfSteps(Matrix matrix, Region region, int width, int count) {
    return matrix.at(region.slice(), step * sequences * width, width, count * sequences);
  }

  /** Fetches h before the first step, zeros for the sequences that begin anew there. */
  void load(Pass pass, int from) {
    pass.readState(from, rows.at(initial.slice(), units, pass.sequences()));
    arithmetic.toFeatures(rows, before.at(initialFeatures.slice(), pass.sequences(), units));
  }

  /** Leaves h of the current step. */
  void store(Pass pass, int from) {
    pass.writeState(from, rows());
  }

  /** A masked sequence keeps h. */
  void hold(int sequence) {
    before().copyRow(sequence, hidden());
    rows();
    for (int u = 0; u < units; u++) {
      rows.put(u, sequence, hidden.get(sequence, u));
    }
  }

  void clearSlope() {
    arithmetic.clear(hiddenSlope.slice(), 0, units * sequences);
  }

  /** Adds the gradient of the output. */
  void addOutputSlope() {
    int at = step * sequences * units;
    outputSlope.at(output.gradient().slice(), at, units, sequences);
    arithmetic.toFeatures(outputSlope, aside.at(held.slice(), sequences, units));
    arithmetic.add(held.slice(), 0, hiddenSlope.slice(), 0, units * sequences);
  }

  /** Sets the gradient of h aside. */
  void holdSlope() {
    arithmetic.copy(hiddenSlope.slice(), 0, held.slice(), 0, units * sequences);
  }

  /** Puts the gradient of a masked sequence's h back, as that of h₋. */
  void releaseSlope(int sequence) {
    aside.at(held.slice(), sequences, units).copyRow(sequence, slope());
  }

  Value output() {
    return output;
  }
}
