package dev.ensayo.backend.model;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A window of T time steps of B sequences for a {@link SequenceModel}, filled anew for each. It
 * keeps the arrays it is given and copies none.
 *
 * <p>Arrays are time step after time step: entry t·B + b is step t of sequence b; they may be
 * longer than needed. A model whose output is that of the last step has one target, and one weight,
 * for each sequence instead of one for each step: {@code [B]}.
 */
public final class SequenceWindow {
  private int steps;
  private int backwardSteps;
  private int[] tokens;
  private float[] vectors;
  private int[] classes;
  private float[] numbers;
  private float[] mask;
  private float[] resets;
  private float[] weights;

  /**
   * Sets the length, all of which is learned from.
   *
   * @param stepCount T, at least 1
   */
  public SequenceWindow steps(int stepCount) {
    return steps(stepCount, stepCount);
  }

  /**
   * Sets the length.
   *
   * @param stepCount T, at least 1
   * @param learnedSteps how many of the last steps are learned from, 1 to T: k₂ of Williams and
   *     Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
   *     trajectories", 1990, with k₁ = T
   */
  public SequenceWindow steps(int stepCount, int learnedSteps) {
    checkArgument(stepCount >= 1, "a window of %s steps", stepCount);
    checkArgument(
        learnedSteps >= 1 && learnedSteps <= stepCount,
        "of a window of %s steps 1 to %s can be learned from, not %s",
        stepCount,
        stepCount,
        learnedSteps);
    steps = stepCount;
    backwardSteps = learnedSteps;
    return this;
  }

  /**
   * What goes in, where the model reads tokens.
   *
   * @param ids in [0, V), {@code [T·B]}
   */
  public SequenceWindow tokens(int[] ids) {
    tokens = ids;
    vectors = null;
    return this;
  }

  /**
   * What goes in, where the model reads vectors.
   *
   * @param inputs {@code [T·B, F]}
   */
  public SequenceWindow vectors(float[] inputs) {
    vectors = inputs;
    tokens = null;
    return this;
  }

  /**
   * What should come out, where that is classes.
   *
   * @param ids in [0, O), {@code [T·B]}, or {@code [B]} for the last step
   */
  public SequenceWindow targets(int[] ids) {
    classes = ids;
    numbers = null;
    return this;
  }

  /**
   * What should come out, where that is numbers.
   *
   * @param outputs {@code [T·B, O]}, or {@code [B, O]} for the last step
   */
  public SequenceWindow targets(float[] outputs) {
    numbers = outputs;
    classes = null;
    return this;
  }

  /**
   * Where there is something at all. Where there is nothing, a sequence's state and output stand
   * still and nothing is learned; the output of the last step is that of the last where there is
   * something.
   *
   * @param present {@code [T·B]}, 1 or 0; null for all
   */
  public SequenceWindow mask(float[] present) {
    mask = present;
    return this;
  }

  /**
   * Where sequences begin anew, as episodes do: there a sequence's state is set to zeros before the
   * step, and no gradient goes from it to the steps before. A window with a reset is two windows
   * side by side. The Deeplearning4j engine learns from such windows with cells that are not its
   * own LSTM, and puts out each step of them with every cell.
   *
   * @param begins {@code [T·B]}, 1 where a sequence begins anew, else 0; null for nowhere
   */
  public SequenceWindow resets(float[] begins) {
    resets = begins;
    return this;
  }

  /**
   * How much each target counts: a step minimizes Σ w·l / Σ w over the targets learned from. The
   * state moves on whatever they are.
   *
   * @param targetWeights at least 0, {@code [T·B]}, or {@code [B]} for the last step; null for 1
   */
  public SequenceWindow weights(float[] targetWeights) {
    weights = targetWeights;
    return this;
  }

  public int steps() {
    return steps;
  }

  public int backwardSteps() {
    return backwardSteps;
  }

  public int[] tokens() {
    return tokens;
  }

  public float[] vectors() {
    return vectors;
  }

  public int[] classes() {
    return classes;
  }

  public float[] numbers() {
    return numbers;
  }

  public float[] mask() {
    return mask;
  }

  public float[] resets() {
    return resets;
  }

  public float[] weights() {
    return weights;
  }
}
