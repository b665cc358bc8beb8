package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** exp(x), for Deeplearning4j. */
public final class ActivationExponential extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.exp(x, false);
  }

  @Override
  INDArray slope(INDArray x) {
    return Transforms.exp(x, true);
  }

  @Override
  public String toString() {
    return "exponential";
  }
}
