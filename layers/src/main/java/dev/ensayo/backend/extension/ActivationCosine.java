package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** cos(x), for Deeplearning4j. */
public final class ActivationCosine extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.cos(x, false);
  }

  @Override
  INDArray slope(INDArray x) {
    return Transforms.sin(x, true).negi();
  }

  @Override
  public String toString() {
    return "cosine";
  }
}
