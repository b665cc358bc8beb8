package dev.ensayo.backend.pass;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense layer with its weights.
 *
 * @param weights {@code [units, inputs]}
 * @param biases {@code [units]}
 */
@SuppressWarnings("ArrayRecordComponent")
record DenseLayerValues(IActivation function, double[][] weights, double[] biases) {
  int units() {
    return biases.length;
  }

  /** z = W·x + b. */
  double[] sums(double[] inputs) {
    double[] sums = biases.clone();
    for (int unit = 0; unit < sums.length; unit++) {
      for (int i = 0; i < inputs.length; i++) {
        sums[unit] += weights[unit][i] * inputs[i];
      }
    }
    return sums;
  }

  /** g(z). */
  double[] outputs(double[] sums) {
    INDArray values = row(sums);
    return function.getActivation(values, false).toDoubleVector();
  }

  /** δ = ∂L/∂z of ∂L/∂g(z). */
  double[] deltas(double[] sums, double[] outputGradient) {
    return function.backprop(row(sums), row(outputGradient)).getFirst().toDoubleVector();
  }

  private static INDArray row(double[] values) {
    return Nd4j.createFromArray(values.clone()).castTo(DataType.DOUBLE).reshape(1, values.length);
  }
}
