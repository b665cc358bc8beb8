package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Walk;

/**
 * A recurrent layer: the walk of a {@link Cell} through time, the state it carries, and masks.
 *
 * <p>Input and output are rows {@code [T·B, F]} and {@code [T·B, U]}, time step after time step. A
 * sequence keeps its state and its output over a masked step, and the gradient passes over it. One
 * of two walks of a bidirectional layer carries nothing: it begins with zeros.
 */
public final class RecurrentBlock implements RecurrentRows {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Cell cell;
  private final ImmutableList<CarriedState> carried;
  private final boolean carries;
  private final int stateOffset;
  private final Steps steps;
  private final ParameterTensor recurrentWeights;
  private final InputProducts inputs;
  private final RecurrentProducts recurrent;
  private final GateNormalizer normalizer;
  private double[] slopeSquares;

  /** A layer of a cell that was made in the same context. */
  public RecurrentBlock(BlockContext context, RecurrentParameters parameters, Cell cell) {
    this.cell = cell;
    this.carried = ImmutableList.copyOf(cell.carried());
    ImmutableList<RecurrentTerm> terms = ImmutableList.copyOf(cell.terms());
    int beside = carried.stream().mapToInt(CarriedState::units).sum();
    this.carries = context.walk() == Walk.CARRIED;
    this.stateOffset = carries ? context.state(parameters.units() + beside) : 0;
    this.steps = new Steps(context, parameters.units(), parameters.gates());
    this.recurrentWeights = parameters.recurrentWeights();
    this.normalizer =
        parameters.gains() == null ? null : new GateNormalizer(context, parameters, terms);
    this.recurrent = new RecurrentProducts(context, parameters, terms, normalizer);
    this.inputs = new InputProducts(context, parameters, recurrent.collectedGates());
  }

  @Override
  public void forward(Pass pass) {
    int sequences = pass.sequences();
    if (carries) {
      load(pass);
    }
    inputs.gather(
        pass, normalizer == null ? steps.allGates() : normalizer.inputs(), normalizer == null);
    for (int t = 0; t < pass.steps(); t++) {
      steps.moveTo(t, sequences);
      beginAnew(pass);
      if (normalizer == null) {
        inputs.sumsWithBias(steps);
      } else {
        inputs.sums(steps, normalizer.inputs(steps));
        normalizer.addInputs(steps);
      }
      recurrent.addSums(steps);
      cell.forward(steps, recurrent);
      if (pass.masked(t)) {
        hold(pass);
      }
    }
    if (carries) {
      store(pass);
    }
  }

  private void beginAnew(Pass pass) {
    steps.beginAnew(pass);
    for (int i = 0; i < carried.size(); i++) {
      carried.get(i).beginAnew(pass, steps);
    }
  }

  private void load(Pass pass) {
    steps.moveTo(0, pass.sequences());
    steps.load(pass, stateOffset);
    int at = stateOffset + steps.units();
    for (int i = 0; i < carried.size(); i++) {
      carried.get(i).load(pass, at);
      at += carried.get(i).units();
    }
  }

  private void store(Pass pass) {
    steps.store(pass, stateOffset);
    int at = stateOffset + steps.units();
    for (int i = 0; i < carried.size(); i++) {
      carried.get(i).store(pass, at, steps);
      at += carried.get(i).units();
    }
  }

  private void hold(Pass pass) {
    for (int b = 0; b < pass.sequences(); b++) {
      if (pass.mask(steps.number(), b) == 0) {
        steps.hold(b);
        for (int i = 0; i < carried.size(); i++) {
          carried.get(i).hold(steps, b);
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int count = pass.steps();
    int sequences = pass.sequences();
    int first = pass.firstLearnedStep();
    beginBackward(count - first, sequences);
    int collected = 0;
    for (int t = count - 1; t >= first; t--) {
      steps.moveTo(t, sequences);
      beginAnew(pass);
      boolean resets = pass.resets(t);
      boolean keeps = stepBackward(pass);
      if (resets) {
        steps.forgetRowsBefore(pass);
      }
      recurrent.collect(steps);
      inputs.collect(steps);
      collected++;
      if (t == first || recurrent.isFull(t)) {
        weightGradients(collected, t + collected == count);
        steps.moveTo(t, sequences);
        collected = 0;
      }
      boolean masked = pass.masked(t);
      if (masked) {
        release(pass, keeps);
      }
      if (t > first) {
        recurrent.back(steps, keeps || masked ? 1 : 0);
      }
      if (resets) {
        endBackward(pass);
      }
    }
    recurrent.endBackward(sequences);
    cell.endBackward(sequences);
    inputs.endBackward(pass, steps.allGates(), recurrent.sumsOverSteps());
  }

  /** Where a sequence begins anew nothing goes on to the step before. */
  private void endBackward(Pass pass) {
    steps.endBackward(pass);
    for (int i = 0; i < carried.size(); i++) {
      carried.get(i).endBackward(pass, steps);
    }
  }

  private void beginBackward(int count, int sequences) {
    steps.moveTo(0, sequences);
    steps.clearSlope();
    for (int i = 0; i < carried.size(); i++) {
      carried.get(i).beginBackward(sequences);
    }
    cell.beginBackward(sequences);
    recurrent.beginBackward(count, sequences);
  }

  /**
   * The gradients of the current step's sums.
   *
   * @return whether part of the gradient of h₋ is in {@link Steps#slope}
   */
  private boolean stepBackward(Pass pass) {
    int step = steps.number();
    steps.addOutputSlope();
    if (slopeSquares != null) {
      slopeSquares[step] += sumOfSquares(steps.slope());
    }
    boolean masked = pass.masked(step);
    if (masked) {
      steps.holdSlope();
      for (int b = 0; b < pass.sequences(); b++) {
        if (pass.mask(step, b) == 0) {
          steps.slope().clearRow(b);
          for (int i = 0; i < carried.size(); i++) {
            carried.get(i).holdSlope(steps, b);
          }
        }
      }
    }
    boolean keeps = cell.backward(steps, recurrent);
    if (masked) {
      for (int b = 0; b < pass.sequences(); b++) {
        if (pass.mask(step, b) == 0) {
          recurrent.clear(steps, b);
          for (int i = 0; i < carried.size(); i++) {
            carried.get(i).releaseSlope(steps, b);
          }
        }
      }
    }
    return keeps;
  }

  /** A masked sequence's gradient of h goes to the step before as it is. */
  private void release(Pass pass, boolean keeps) {
    if (!keeps) {
      steps.clearSlope();
    }
    for (int b = 0; b < pass.sequences(); b++) {
      if (pass.mask(steps.number(), b) == 0) {
        steps.releaseSlope(b);
      }
    }
  }

  /** Of the collected steps, the first of which sees its own h₋ where a window begins. */
  private void weightGradients(int count, boolean first) {
    int step = steps.number();
    int sequences = steps.sequences();
    inputs.gradients(steps, count, first);
    boolean overwrites = first;
    if (step == 0) {
      recurrent.gradient(steps, 1, overwrites);
      overwrites = false;
    }
    int from = Math.max(1, step);
    if (from < step + count) {
      steps.moveTo(from, sequences);
      recurrent.gradient(steps, step + count - from, overwrites);
    }
  }

  @Override
  public void addSquaredSlopes(Pass pass, float[] direction, double[] squares) {
    int count = pass.sequences() * units();
    int last = (pass.steps() - 1) * count;
    Slice slope = steps.output().gradient().slice();
    arithmetic.clear(slope, 0, last);
    for (int i = 0; i < count; i++) {
      slope.put(last + i, direction[i]);
    }
    slopeSquares = squares;
    backward(pass);
    slopeSquares = null;
  }

  private static double sumOfSquares(Matrix x) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      double number = x.slice().get(x.offset() + i);
      sum += number * number;
    }
    return sum;
  }

  /** {@code [U, G·U]} column by column. */
  public ParameterTensor recurrentWeights() {
    return recurrentWeights;
  }

  @Override
  public int units() {
    return steps.units();
  }

  @Override
  public Slice outputRows() {
    return steps.output().data().slice();
  }
}
