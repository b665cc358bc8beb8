package dev.ensayo.backend.pass;

/**
 * What one example makes of one dense layer.
 *
 * @param function name of the layer's function
 * @param weights {@code [units, inputs]}
 * @param biases {@code [units]}
 * @param inputs x, {@code [inputs]}
 * @param sums z = W·x + b, {@code [units]}
 * @param outputs g(z), {@code [units]}
 * @param deltas δ = ∂L/∂z, {@code [units]}
 * @param weightGradients ∂L/∂W = δ·xᵀ, {@code [units, inputs]}
 * @param weightQuotients the same as difference quotients of the loss
 * @param biasQuotients those of the biases, {@code [units]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerPass(
    String function,
    double[][] weights,
    double[] biases,
    double[] inputs,
    double[] sums,
    double[] outputs,
    double[] deltas,
    double[][] weightGradients,
    double[][] weightQuotients,
    double[] biasQuotients) {
  /** ∂L/∂b, which is δ. */
  public double[] biasGradients() {
    return deltas;
  }

  /** The largest absolute difference between a derivative and its difference quotient. */
  double largestDeviation() {
    double largest = 0;
    for (int unit = 0; unit < deltas.length; unit++) {
      largest = Math.max(largest, Math.abs(deltas[unit] - biasQuotients[unit]));
      for (int i = 0; i < inputs.length; i++) {
        largest = Math.max(largest, Math.abs(weightGradients[unit][i] - weightQuotients[unit][i]));
      }
    }
    return largest;
  }
}
