package dev.ensayo.backend.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss over groups of K outputs, for Deeplearning4j: output a·K + k is number k of group a.
 * Arrays are {@code [B, O]}; a mask holds the weights of the terms. It lives in a running network
 * alone and never in a written configuration.
 */
public abstract class GroupedLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final int groupSize;

  GroupedLoss(int groupSize) {
    this.groupSize = groupSize;
  }

  /** K. */
  public int groupSize() {
    return groupSize;
  }

  /**
   * The terms of the loss, without weights.
   *
   * @param targets {@code [groups, K]}
   * @param outputs {@code [groups, K]}
   */
  abstract INDArray terms(INDArray targets, INDArray outputs);

  /**
   * The slope of the loss in the outputs.
   *
   * @param targets {@code [groups, K]}
   * @param outputs {@code [groups, K]}
   * @param weights {@code [groups, K]}
   */
  abstract INDArray slopes(INDArray targets, INDArray outputs, INDArray weights);

  @Override
  public final double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    double sum = scores(labels, preOutput, activationFn, mask).sumNumber().doubleValue();
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return scores(labels, preOutput, activationFn, mask).sum(true, 1);
  }

  private INDArray scores(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    INDArray output = activationFn.getActivation(preOutput.dup(), true);
    INDArray terms = terms(groups(labels.castTo(output.dataType())), groups(output));
    INDArray weighted = mask == null ? terms : terms.muli(groups(mask));
    return weighted.reshape('c', preOutput.size(0), preOutput.size(1));
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    INDArray output = groups(activationFn.getActivation(preOutput.dup(), true));
    INDArray weights = mask == null ? Nd4j.onesLike(output) : groups(mask);
    INDArray slope = slopes(groups(labels.castTo(output.dataType())), output, weights);
    return activationFn
        .backprop(preOutput, slope.reshape('c', preOutput.size(0), preOutput.size(1)))
        .getFirst();
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activationFn, mask, average),
        computeGradient(labels, preOutput, activationFn, mask));
  }

  private INDArray groups(INDArray rows) {
    return rows.dup('c').reshape('c', rows.length() / groupSize, groupSize);
  }

  @Override
  public final String name() {
    return toString();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + groupSize + ")";
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof GroupedLoss that && name().equals(that.name());
  }

  @Override
  public final int hashCode() {
    return name().hashCode();
  }
}
