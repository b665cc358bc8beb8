package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;
import dev.ensayo.backend.compiled.arithmetic.LaneSums;
import java.util.Optional;

/**
 * −Σ w·(y·ln p + (1 − y)·ln(1 − p)), with p = ŷ limited to [ε, 1 − ε]. The slope in the sigmoid's
 * sums is w·(p − y)/(p·(1 − p))·ŷ·(1 − ŷ), as in Deeplearning4j.
 */
record SigmoidCrossEntropy(double epsilon) implements LossFunction {
  @Override
  public boolean includesActivation() {
    return true;
  }

  @Override
  public Optional<VectorizedLoss> vectorized(int groups) {
    return Optional.of(new Vectorized((float) epsilon));
  }

  @Override
  public double row(
      double[] output, double[] target, double[] weight, double[] slope, int columns) {
    double loss = 0;
    for (int i = 0; i < columns; i++) {
      double p = Math.max(epsilon, Math.min(1 - epsilon, output[i]));
      loss -= weight[i] * logLikelihood(target[i], p);
      slope[i] = weight[i] * (p - target[i]) / (p * (1 - p)) * output[i] * (1 - output[i]);
    }
    return loss;
  }

  /**
   * Both logarithms where it takes both; of black and white it takes one. 1 − p is exact to the
   * last digit but one or two of a double, for p is at least ε away from 1, and its logarithm is
   * computed several times as fast as {@code log1p}.
   */
  private static double logLikelihood(double y, double p) {
    if (y == 0) {
      return Math.log(1 - p);
    }
    return y == 1 ? Math.log(p) : y * Math.log(p) + (1 - y) * Math.log(1 - p);
  }

  /** The same of arrays, where each number is by itself. */
  private static final class Vectorized implements VectorizedLoss {
    private final FloatExponentials exponentials = new FloatExponentials();
    private final float epsilon;
    private float[] shown = {};
    private float[] hidden = {};

    Vectorized(float epsilon) {
      this.epsilon = epsilon;
    }

    @Override
    public double sum(
        float[] output, float[] target, float[] weight, float[] slope, int size, int groups) {
      int count = size * groups;
      if (shown.length < count) {
        shown = new float[count];
        hidden = new float[count];
      }
      limit(output, epsilon, shown, hidden, count);
      slope(output, target, weight, shown, hidden, slope, count);
      exponentials.log(shown, count);
      exponentials.log(hidden, count);
      logLikelihoods(target, shown, hidden, count);
      return -LaneSums.ofProducts(weight, shown, 0, count);
    }

    /** p and 1 − p, each by itself, for 1 − ε has few of the digits of ε. */
    private static void limit(float[] output, float epsilon, float[] p, float[] q, int count) {
      float most = 1 - epsilon;
      for (int i = 0; i < count; i++) {
        p[i] = Math.max(epsilon, Math.min(most, output[i]));
        q[i] = Math.max(epsilon, Math.min(most, 1 - output[i]));
      }
    }

    private static void slope(
        float[] output,
        float[] target,
        float[] weight,
        float[] p,
        float[] q,
        float[] slope,
        int count) {
      for (int i = 0; i < count; i++) {
        float y = output[i];
        slope[i] = weight[i] * (p[i] - target[i]) * (y * (1 - y) / (p[i] * q[i]));
      }
    }

    /** ln p ← y·ln p + (1 − y)·ln(1 − p). */
    private static void logLikelihoods(float[] y, float[] lnP, float[] lnQ, int count) {
      for (int i = 0; i < count; i++) {
        lnP[i] = y[i] * lnP[i] + (1 - y[i]) * lnQ[i];
      }
    }
  }
}
