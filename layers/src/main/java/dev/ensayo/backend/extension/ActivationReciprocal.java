package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** 1/x, for Deeplearning4j. */
public final class ActivationReciprocal extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return x.rdivi(1);
  }

  @Override
  INDArray slope(INDArray x) {
    return Transforms.pow(x, -2, true).negi();
  }

  @Override
  public String toString() {
    return "reciprocal";
  }
}
