package dev.ensayo.backend.pass;

import dev.ensayo.backend.spec.Loss;

/** A loss as a function of the sums z of the output layer, without a limit on its logarithms. */
final class PassLoss {
  private final Loss loss;

  /**
   * @throws IllegalArgumentException for a loss that is none of those whose outputs are its own
   */
  PassLoss(Loss loss) {
    switch (loss) {
      case SQUARED_ERROR, SOFTMAX_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY -> this.loss = loss;
      default -> throw new IllegalArgumentException("a pass with loss " + loss);
    }
  }

  /** L(z, y). */
  double value(double[] sums, double[] targets) {
    double value = 0;
    double logSum = loss == Loss.SOFTMAX_CROSS_ENTROPY ? logSumOfExponentials(sums) : 0;
    for (int i = 0; i < sums.length; i++) {
      double z = sums[i];
      double y = targets[i];
      value +=
          switch (loss) {
            case SQUARED_ERROR -> (z - y) * (z - y);
            case SOFTMAX_CROSS_ENTROPY -> y * (logSum - z);
            default -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z;
          };
    }
    return value;
  }

  /** δ = ∂L/∂z: g(z) − y with both cross-entropies, twice that with the squared error. */
  double[] deltas(double[] outputs, double[] targets) {
    double[] deltas = new double[outputs.length];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = (loss == Loss.SQUARED_ERROR ? 2 : 1) * (outputs[i] - targets[i]);
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
