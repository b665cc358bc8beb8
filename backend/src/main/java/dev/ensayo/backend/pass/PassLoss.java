package dev.ensayo.backend.pass;

/** A loss as a function of the sums z of the output layer, without a limit on its logarithms. */
public enum PassLoss {
  /** Σ (z − y)², of an output layer without a function. */
  SQUARED_ERROR,
  /** −Σ y·ln softmax(z). */
  SOFTMAX_CROSS_ENTROPY,
  /** −Σ (y·ln g(z) + (1 − y)·ln(1 − g(z))) with the logistic g. */
  SIGMOID_CROSS_ENTROPY;

  /** L(z, y). */
  double value(double[] sums, double[] targets) {
    double value = 0;
    double logSum = this == SOFTMAX_CROSS_ENTROPY ? logSumOfExponentials(sums) : 0;
    for (int i = 0; i < sums.length; i++) {
      double z = sums[i];
      double y = targets[i];
      value +=
          switch (this) {
            case SQUARED_ERROR -> (z - y) * (z - y);
            case SOFTMAX_CROSS_ENTROPY -> y * (logSum - z);
            case SIGMOID_CROSS_ENTROPY ->
                Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z;
          };
    }
    return value;
  }

  /** δ = ∂L/∂z: g(z) − y with both cross-entropies, twice that with the squared error. */
  double[] deltas(double[] outputs, double[] targets) {
    double[] deltas = new double[outputs.length];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = (this == SQUARED_ERROR ? 2 : 1) * (outputs[i] - targets[i]);
    }
    return deltas;
  }

  private static double logSumOfExponentials(double[] sums) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double z : sums) {
      largest = Math.max(largest, z);
    }
    double sum = 0;
    for (double z : sums) {
      sum += Math.exp(z - largest);
    }
    return largest + Math.log(sum);
  }
}
