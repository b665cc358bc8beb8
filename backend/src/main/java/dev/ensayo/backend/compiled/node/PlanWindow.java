package dev.ensayo.backend.compiled.node;

/**
 * One window of a {@code SequencePlan}, filled anew for each. All arrays are time step after time
 * step: entry t·B + b is step t of sequence b. They may be longer than needed; nothing is checked
 * here.
 */
public final class PlanWindow {
  private int sequences;
  private int steps;
  private int backwardSteps;
  private int[] tokens;
  private float[] vectors;
  private int[] targetTokens;
  private float[] targetVectors;
  private float[] mask;
  private float[] weights;
  private float[] state;

  /**
   * @param sequenceCount B
   * @param stepCount T
   * @param learnedSteps how many of the last steps are learned from, 1 to T
   */
  public PlanWindow size(int sequenceCount, int stepCount, int learnedSteps) {
    sequences = sequenceCount;
    steps = stepCount;
    backwardSteps = learnedSteps;
    return this;
  }

  /**
   * @param tokenIds {@code [T·B]}, where the network is given tokens
   * @param inputs {@code [T·B, F]}, where it is given vectors
   */
  public PlanWindow inputs(int[] tokenIds, float[] inputs) {
    tokens = tokenIds;
    vectors = inputs;
    return this;
  }

  /**
   * One target for each step, or, where the network keeps the last step alone, for each sequence.
   *
   * @param classes {@code [T·B]} or {@code [B]}, where the network ends in a softmax with
   *     cross-entropy
   * @param outputs {@code [T·B, O]} or {@code [B, O]} elsewhere
   */
  public PlanWindow targets(int[] classes, float[] outputs) {
    targetTokens = classes;
    targetVectors = outputs;
    return this;
  }

  /**
   * @param stepMask {@code [T·B]}, 1 or 0: whether there is anything; null for all
   * @param lossWeights how much each target counts, as many as there are; null for 1
   */
  public PlanWindow masks(float[] stepMask, float[] lossWeights) {
    mask = stepMask;
    weights = lossWeights;
    return this;
  }

  /**
   * @param carried {@code [B, S]}, read before the first step and written after the last; null for
   *     zero
   */
  public PlanWindow state(float[] carried) {
    state = carried;
    return this;
  }

  public int sequences() {
    return sequences;
  }

  public int steps() {
    return steps;
  }

  int backwardSteps() {
    return backwardSteps;
  }

  int[] tokens() {
    return tokens;
  }

  public float[] vectors() {
    return vectors;
  }

  public int[] targetTokens() {
    return targetTokens;
  }

  public float[] targetVectors() {
    return targetVectors;
  }

  float[] mask() {
    return mask;
  }

  float[] weights() {
    return weights;
  }

  public float[] carriedState() {
    return state;
  }
}
