package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/**
 * What a cell carries from step to step beside h, such as the cells of an LSTM: U numbers for each
 * sequence, and their gradient. All matrices are by feature, {@code [B, U]}.
 */
public final class CarriedState {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final int units;
  private final Region initial;
  private final Region values;
  private final Region slope;
  private final Region held;
  private final Region anew;
  private final Matrix before = new Matrix();
  private final Matrix now = new Matrix();
  private final Matrix gradient = new Matrix();
  private final Matrix rows = new Matrix();
  private boolean begins;

  /** A state of so many numbers for each sequence. */
  public CarriedState(BlockContext context, int units) {
    int numbers = context.largestSequences() * units;
    this.units = units;
    this.initial = context.permanent(numbers);
    this.values = context.untilBackward(units);
    this.slope = context.permanent(numbers);
    this.held = context.permanent(numbers);
    this.anew = context.permanent(numbers);
  }

  /** After the step before the current one. */
  public Matrix before(Steps steps) {
    if (steps.number() == 0 || begins) {
      return before.at((begins ? anew : initial).slice(), steps.sequences(), units);
    }
    return steps.ofStep(before, values, units, steps.number() - 1);
  }

  /** Makes zeros of it for the sequences that begin anew at the current step. */
  void beginAnew(Pass pass, Steps steps) {
    begins = false;
    if (steps.number() > 0 && pass.resets(steps.number())) {
      Matrix last = before(steps);
      arithmetic.copy(last.slice(), last.offset(), anew.slice(), 0, last.size());
      begins = true;
      clearBegun(pass, steps, before(steps));
    }
  }

  private static void clearBegun(Pass pass, Steps steps, Matrix byFeature) {
    for (int b = 0; b < steps.sequences(); b++) {
      if (pass.resets(steps.number(), b)) {
        byFeature.clearRow(b);
      }
    }
  }

  /** Nothing goes on to the step before where a sequence begins anew. */
  void endBackward(Pass pass, Steps steps) {
    clearBegun(pass, steps, slope(steps));
  }

  /** After the current step. */
  public Matrix now(Steps steps) {
    return steps.ofStep(now, values, units);
  }

  /** The gradient: at first after the current step, and for the cell to leave, before it. */
  public Matrix slope(Steps steps) {
    return gradient.at(slope.slice(), steps.sequences(), units);
  }

  int units() {
    return units;
  }

  /** Fetches it before the first step; the gradient's place is free then and takes the rows. */
  void load(Pass pass, int offset) {
    int sequences = pass.sequences();
    pass.readState(offset, rows.at(slope.slice(), units, sequences));
    arithmetic.toFeatures(rows, before.at(initial.slice(), sequences, units));
  }

  /** Leaves it after the last step. */
  void store(Pass pass, int offset, Steps steps) {
    arithmetic.toRows(now(steps), rows.at(slope.slice(), units, pass.sequences()));
    pass.writeState(offset, rows);
  }

  void beginBackward(int sequences) {
    arithmetic.clear(slope.slice(), 0, units * sequences);
  }

  /** A masked sequence keeps it. */
  void hold(Steps steps, int sequence) {
    before(steps).copyRow(sequence, now(steps));
  }

  /** Sets aside, before a backward step, the gradient that passes over it. */
  void holdSlope(Steps steps, int sequence) {
    Matrix passing = slope(steps);
    passing.copyRow(sequence, now.at(held.slice(), steps.sequences(), units));
    passing.clearRow(sequence);
  }

  /** Puts back what was set aside. */
  void releaseSlope(Steps steps, int sequence) {
    now.at(held.slice(), steps.sequences(), units).copyRow(sequence, slope(steps));
  }
}
