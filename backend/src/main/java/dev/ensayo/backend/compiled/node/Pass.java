package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import java.util.random.RandomGenerator;

/**
 * One walk through the plan: how many rows, and whether it trains. Reused from walk to walk.
 *
 * <p>Rows may be T time steps of B sequences: row t·B + b is step t of sequence b.
 */
public final class Pass {
  private final Arithmetic arithmetic;
  private int rows;
  private int sequences;
  private int steps;
  private int learnedSteps;
  private int[] tokens;
  private float[] mask;
  private float[] weights;
  private float[] state;
  private int stateSize;
  private boolean lastStepOnly;
  private boolean training;
  private RandomGenerator random;

  public Pass(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  public void beginInference(int batch) {
    setSequences(batch, 1);
    training = false;
    random = null;
  }

  public void beginTraining(int batch, RandomGenerator generator) {
    setSequences(batch, 1);
    training = true;
    random = generator;
  }

  /** Turns the rows of the walk that just began into time steps. */
  public void setWindow(PlanWindow window, int carriedSize) {
    setSequences(window.sequences(), window.steps());
    learnedSteps = window.backwardSteps();
    tokens = window.tokens();
    mask = window.mask();
    weights = window.weights();
    state = window.carriedState();
    stateSize = carriedSize;
  }

  /** Rows are sequences from here on, until {@link #keepAllSteps}. */
  public void keepLastStep() {
    rows = sequences;
    lastStepOnly = true;
  }

  /** Rows are time steps of sequences again. */
  public void keepAllSteps() {
    rows = sequences * steps;
    lastStepOnly = false;
  }

  private void setSequences(int sequenceCount, int stepCount) {
    rows = sequenceCount * stepCount;
    sequences = sequenceCount;
    steps = stepCount;
    learnedSteps = stepCount;
    tokens = null;
    mask = null;
    weights = null;
    state = null;
    stateSize = 0;
    lastStepOnly = false;
  }

  public Arithmetic arithmetic() {
    return arithmetic;
  }

  public int rows() {
    return rows;
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** The first step that the backward reaches. */
  public int firstLearnedStep() {
    return steps - learnedSteps;
  }

  public int[] tokens() {
    return tokens;
  }

  /** Whether any sequence is masked at a step. */
  public boolean masked(int step) {
    if (mask == null) {
      return false;
    }
    for (int b = 0; b < sequences; b++) {
      if (mask[step * sequences + b] == 0) {
        return true;
      }
    }
    return false;
  }

  public float mask(int step, int sequence) {
    return mask == null ? 1 : mask[step * sequences + sequence];
  }

  /** Whether there is anything to be compared with a target. */
  public boolean isThere(int row) {
    return lastStepOnly || mask == null || mask[row] != 0;
  }

  /** How much a row of the output counts in the loss. */
  public float weight(int row) {
    return isThere(row) ? (weights == null ? 1 : weights[row]) : 0;
  }

  /** The first row of the output that is learned from. */
  public int firstLearnedRow() {
    return lastStepOnly ? 0 : firstLearnedStep() * sequences;
  }

  /** 1 / the weight of all rows that are learned from; 0 if there is none. */
  public double learningUnit() {
    double sum = 0;
    for (int row = firstLearnedRow(); row < rows; row++) {
      sum += weight(row);
    }
    return sum == 0 ? 0 : 1 / sum;
  }

  /** Carried state; zero where none was given. */
  public float state(int sequence, int index) {
    return state == null ? 0 : state[sequence * stateSize + index];
  }

  public void setState(int sequence, int index, float value) {
    if (state != null) {
      state[sequence * stateSize + index] = value;
    }
  }

  public boolean training() {
    return training;
  }

  /** Where random numbers come from; only while training. */
  public RandomGenerator random() {
    return random;
  }
}
