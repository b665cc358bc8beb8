package dev.ensayo.backend.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Σ h(y − ŷ) over the outputs, with h(e) = e²/2 where |e| ≤ 1, else |e| − 1/2 (Huber, "Robust
 * estimation of a location parameter", 1964, δ = 1), for Deeplearning4j. Arrays are {@code [B, O]}.
 */
public final class HuberLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    INDArray scores = elementScores(labels, preOutput, activationFn, mask);
    double sum = scores.sumNumber().doubleValue();
    return average ? sum / scores.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return elementScores(labels, preOutput, activationFn, mask).sum(true, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    INDArray gradient = clippedError(labels, preOutput, activationFn);
    if (mask != null) {
      LossUtil.applyMask(gradient, mask);
    }
    return activationFn.backprop(preOutput, gradient).getFirst();
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
  public String name() {
    return toString();
  }

  @Override
  public String toString() {
    return "HuberLoss()";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HuberLoss;
  }

  @Override
  public int hashCode() {
    return HuberLoss.class.hashCode();
  }

  /** (ŷ − y) / max(1, |ŷ − y|), which is h' and lets NaN through, unlike ND4J's min and max. */
  private static INDArray clippedError(
      INDArray labels, INDArray preOutput, IActivation activationFn) {
    INDArray error = error(labels, preOutput, activationFn);
    return error.divi(Transforms.max(Transforms.abs(error, true), 1.0, false));
  }

  private static INDArray elementScores(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    INDArray scores = ofErrors(error(labels, preOutput, activationFn));
    if (mask != null) {
      LossUtil.applyMask(scores, mask);
    }
    return scores;
  }

  /** h(e) = c·(|e| − c/2), with c = |e| / max(1, |e|): both branches at once, NaN for NaN. */
  static INDArray ofErrors(INDArray errors) {
    INDArray size = Transforms.abs(errors, false);
    INDArray clipped = size.div(Transforms.max(size, 1.0, true));
    return size.subi(clipped.mul(0.5)).muli(clipped);
  }

  private static INDArray error(INDArray labels, INDArray preOutput, IActivation activationFn) {
    return activationFn
        .getActivation(preOutput.dup(), true)
        .subi(labels.castTo(preOutput.dataType()));
  }
}
