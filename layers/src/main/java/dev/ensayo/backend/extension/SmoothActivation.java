package dev.ensayo.backend.extension;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function of each number by itself that Deeplearning4j lacks, for Deeplearning4j, without
 * parameters. A zip that names one opens where this jar is on the class path.
 */
abstract class SmoothActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  /** x ← function(x). */
  abstract INDArray value(INDArray x);

  /** A new array with the derivative at x. */
  abstract INDArray slope(INDArray x);

  @Override
  public final INDArray getActivation(INDArray in, boolean training) {
    return value(in);
  }

  @Override
  public final Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(slope(in).muli(epsilon), null);
  }

  /** The function's name. */
  @Override
  public abstract String toString();

  @Override
  public final boolean equals(Object other) {
    return other instanceof SmoothActivation that && that.toString().equals(toString());
  }

  @Override
  public final int hashCode() {
    return toString().hashCode();
  }
}
