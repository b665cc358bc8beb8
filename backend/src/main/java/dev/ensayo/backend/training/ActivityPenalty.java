package dev.ensayo.backend.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The identity, for Deeplearning4j, whose backward adds the gradient of λ·Σ|x| over the numbers of
 * the whole batch: the library divides by the batch as it takes the step. It is in networks that
 * train alone; zips have the identity.
 */
public final class ActivityPenalty extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  private final double l1;
  private transient double factor = 1;
  private transient double lastSum;

  /**
   * @param l1 λ, above 0
   */
  public ActivityPenalty(@JsonProperty("l1") double l1) {
    this.l1 = l1;
  }

  @JsonProperty("l1")
  public double l1() {
    return l1;
  }

  /**
   * What the penalty's gradient is multiplied by from here on: 1 where the step divides by the
   * batch, 1 divided by it where it does not, 0 for none.
   */
  public void setFactor(double factor) {
    this.factor = factor;
  }

  /** λ·Σ|x| of the whole batch that went backward last. */
  public double lastSum() {
    return lastSum;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in;
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    lastSum = l1 * Transforms.abs(in, true).sumNumber().doubleValue();
    INDArray slope = Transforms.sign(in, true).muli(l1 * factor).addi(epsilon);
    return new Pair<>(slope, null);
  }

  @Override
  public String toString() {
    return "activity-penalty";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActivityPenalty that && that.l1 == l1;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(l1);
  }
}
