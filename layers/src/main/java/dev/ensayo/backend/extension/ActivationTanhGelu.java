package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) = x·σ(2·√(2/π)·(x + 0.044715·x³)), for Deeplearning4j:
 * the form of GELU that GPT-2 has (Hendrycks and Gimpel, "Gaussian error linear units", 2016,
 * section 2). Deeplearning4j's own GELU is x·σ(1.702·x).
 */
public final class ActivationTanhGelu extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  /** 2·√(2/π). */
  private static final double FACTOR = 2 * Math.sqrt(2 / Math.PI);

  private static final double CUBIC = 0.044715;

  private static INDArray sigmoid(INDArray x) {
    INDArray inner = x.mul(x).muli(CUBIC).addi(1).muli(x).muli(FACTOR);
    return Transforms.sigmoid(inner, false);
  }

  @Override
  INDArray value(INDArray x) {
    return x.muli(sigmoid(x));
  }

  /** s + x·s·(1 − s)·u' with u' = 2·√(2/π)·(1 + 3·0.044715·x²). */
  @Override
  INDArray slope(INDArray x) {
    INDArray s = sigmoid(x);
    INDArray inner = x.mul(x).muli(3 * CUBIC).addi(1).muli(FACTOR).muli(x);
    return s.rsub(1).muli(s).muli(inner).addi(s);
  }

  @Override
  public String toString() {
    return "tanhgelu";
  }
}
