package dev.ensayo.backend.model;

/** What one {@link Model#fit} measured; reused from step to step. */
public final class FitResult {
  private final float[] outputs;
  private final float[] exampleLosses;
  private double loss;
  private double gradientNorm;
  private double penalty;

  /** Measures the loss and the gradient. */
  public FitResult() {
    this(null, null);
  }

  /**
   * Keeps the outputs of the forward pass as well.
   *
   * @param outputs receives, at each step, what was compared with the targets, {@code [B, O]} or
   *     longer; from before the update, and in a network with dropout under its mask on the
   *     compiled engine, without dropout on the other
   */
  public FitResult(float[] outputs) {
    this(outputs, null);
  }

  /**
   * Keeps outputs and the loss of each example as well.
   *
   * @param outputs as for {@link #FitResult(float[])}; null where they are not wanted
   * @param exampleLosses receives, at each step, the loss of each example, weights included, before
   *     the update, {@code [B]} or longer; null where they are not wanted
   */
  public FitResult(float[] outputs, float[] exampleLosses) {
    this.outputs = outputs;
    this.exampleLosses = exampleLosses;
  }

  /** Receives the outputs; null where they are not wanted, for nothing is allocated in a step. */
  public float[] outputs() {
    return outputs;
  }

  /** Receives the loss of each example; null where they are not wanted. */
  public float[] exampleLosses() {
    return exampleLosses;
  }

  public void set(double loss, double gradientNorm) {
    set(loss, gradientNorm, 0);
  }

  /**
   * @param penalty the part of the loss that penalties on activations are
   */
  public void set(double loss, double gradientNorm, double penalty) {
    this.loss = loss;
    this.gradientNorm = gradientNorm;
    this.penalty = penalty;
  }

  /**
   * Mean over the batch of the summed losses of each example, before the update: with penalties on
   * activations, without those on weights.
   */
  public double loss() {
    return loss;
  }

  /** The part of {@link #loss} that penalties on activations are; 0 without any. */
  public double penalty() {
    return penalty;
  }

  /** L2 norm of the gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }
}
