package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;

/** x², for Deeplearning4j. */
public final class ActivationSquare extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return x.muli(x);
  }

  @Override
  INDArray slope(INDArray x) {
    return x.mul(2);
  }

  @Override
  public String toString() {
    return "square";
  }
}
