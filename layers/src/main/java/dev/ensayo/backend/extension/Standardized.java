package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Rows from which their mean was subtracted and that were divided by √(variance + ε), ε = 1e-5
 * unless another is given, as layer normalization does (Ba, Kiros and Hinton, "Layer
 * normalization", 2016).
 *
 * @param values {@code [B, N]}
 * @param scale 1 / √(variance + ε), {@code [B, 1]}
 */
record Standardized(INDArray values, INDArray scale) {
  private static final double EPSILON = 1e-5;

  /**
   * @param rows {@code [B, N]}, which stay as they are
   */
  static Standardized of(INDArray rows) {
    return of(rows, EPSILON);
  }

  /** With another ε. */
  static Standardized of(INDArray rows, double epsilon) {
    INDArray values = rows.sub(rows.mean(true, 1));
    INDArray variance = values.mul(values).mean(true, 1);
    INDArray scale = Transforms.pow(variance.addi(epsilon), -0.5, false);
    return new Standardized(values.muli(scale), scale);
  }

  /**
   * @param slope gradient of the values, {@code [B, N]}
   * @return the gradient of the rows
   */
  INDArray backward(INDArray slope) {
    INDArray product = slope.mul(values).mean(true, 1);
    return slope.sub(slope.mean(true, 1)).subi(values.mul(product)).muli(scale);
  }
}
