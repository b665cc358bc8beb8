package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** arctan(x), in (−π/2, π/2), for Deeplearning4j. */
public final class ActivationArctan extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.atan(x, false);
  }

  @Override
  INDArray slope(INDArray x) {
    return x.mul(x).addi(1).rdivi(1);
  }

  @Override
  public String toString() {
    return "arctan";
  }
}
