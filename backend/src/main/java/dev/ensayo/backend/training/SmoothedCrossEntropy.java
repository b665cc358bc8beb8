package dev.ensayo.backend.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Cross-entropy with smoothed labels, for Deeplearning4j: {@code LossMCXENT} with (1 − ε)·y + ε/O
 * in the place of y (Szegedy et al., "Rethinking the inception architecture for computer vision",
 * 2016, section 7). It lives in a running network alone and never in a written configuration.
 */
public final class SmoothedCrossEntropy extends LossMCXENT {
  private static final long serialVersionUID = 1L;

  private final double smoothing;

  /**
   * @param smoothing ε, in [0, 1)
   * @param weights of the classes, {@code [1, O]}; null for ones
   */
  public SmoothedCrossEntropy(double smoothing, INDArray weights) {
    super(weights);
    this.smoothing = smoothing;
  }

  /** ε. */
  public double smoothing() {
    return smoothing;
  }

  /** (1 − ε)·y + ε/O. */
  INDArray smoothed(INDArray labels) {
    return labels.mul(1 - smoothing).addi(smoothing / labels.size(1));
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    return super.computeScore(smoothed(labels), preOutput, activationFn, mask, average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return super.computeScoreArray(smoothed(labels), preOutput, activationFn, mask);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return super.computeGradient(smoothed(labels), preOutput, activationFn, mask);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activationFn, mask, average),
        computeGradient(labels, preOutput, activationFn, mask));
  }

  @Override
  public String toString() {
    return "SmoothedCrossEntropy(smoothing=" + smoothing + ", weights=" + getWeights() + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SmoothedCrossEntropy that
        && Double.compare(smoothing, that.smoothing) == 0
        && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SmoothedCrossEntropy;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Double.hashCode(smoothing);
  }
}
