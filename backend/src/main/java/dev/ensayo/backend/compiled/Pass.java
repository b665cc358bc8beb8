package dev.ensayo.backend.compiled;

import java.util.random.RandomGenerator;

/**
 * One walk through the plan: how many rows, and whether it trains. Reused from walk to walk.
 *
 * <p>Rows may be T time steps of B sequences: row t·B + b is step t of sequence b.
 */
final class Pass {
  private final Arithmetic arithmetic;
  private int rows;
  private int sequences;
  private int steps;
  private int learnedSteps;
  private int[] tokens;
  private float[] mask;
  private float[] state;
  private int stateSize;
  private boolean training;
  private RandomGenerator random;

  Pass(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  void beginInference(int batch) {
    setSequences(batch, 1);
    training = false;
    random = null;
  }

  void beginTraining(int batch, RandomGenerator generator) {
    setSequences(batch, 1);
    training = true;
    random = generator;
  }

  /**
   * Turns the rows of the walk that just began into time steps.
   *
   * @param backwardSteps how many of the last steps are learned from
   * @param tokenIds {@code [T·B]}, or null where vectors are given
   * @param stepMask {@code [T·B]}, 0 for rows that are not there; null for none
   * @param carried {@code [B, S]}, read before the first step and written after the last
   */
  void setWindow(
      int sequenceCount,
      int stepCount,
      int backwardSteps,
      int[] tokenIds,
      float[] stepMask,
      float[] carried,
      int carriedSize) {
    setSequences(sequenceCount, stepCount);
    learnedSteps = backwardSteps;
    tokens = tokenIds;
    mask = stepMask;
    state = carried;
    stateSize = carriedSize;
  }

  private void setSequences(int sequenceCount, int stepCount) {
    rows = sequenceCount * stepCount;
    sequences = sequenceCount;
    steps = stepCount;
    learnedSteps = stepCount;
    tokens = null;
    mask = null;
    state = null;
    stateSize = 0;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  int rows() {
    return rows;
  }

  /** B. */
  int sequences() {
    return sequences;
  }

  /** T. */
  int steps() {
    return steps;
  }

  /** The first step that the backward reaches. */
  int firstLearnedStep() {
    return steps - learnedSteps;
  }

  int[] tokens() {
    return tokens;
  }

  /** Whether any sequence is masked at a step. */
  boolean masked(int step) {
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

  float mask(int step, int sequence) {
    return mask == null ? 1 : mask[step * sequences + sequence];
  }

  /** Carried state; zero where none was given. */
  float state(int sequence, int index) {
    return state == null ? 0 : state[sequence * stateSize + index];
  }

  void setState(int sequence, int index, float value) {
    if (state != null) {
      state[sequence * stateSize + index] = value;
    }
  }

  boolean training() {
    return training;
  }

  /** Where random numbers come from; only while training. */
  RandomGenerator random() {
    return random;
  }
}
