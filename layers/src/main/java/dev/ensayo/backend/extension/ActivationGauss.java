package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** exp(−x²), for Deeplearning4j. */
public final class ActivationGauss extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.exp(x.muli(x).negi(), false);
  }

  @Override
  INDArray slope(INDArray x) {
    return Transforms.exp(x.mul(x).negi(), false).muli(x).muli(-2);
  }

  @Override
  public String toString() {
    return "gauss";
  }
}
