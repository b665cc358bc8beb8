package dev.ensayo.agents.sac;

import java.util.random.RandomGenerator;

/**
 * Actions {@code a = tanh(u)}, {@code u = μ + σ·ε}, of a batch, with μ and ln σ the outputs of a
 * network and ε standard normal numbers; ln σ is limited to [−20, 2].
 *
 * <p>{@code ln π = Σ_i [−ε²/2 − ln σ − ln(2π)/2 − ln(1 − tanh² u)]}, with {@code ln(1 − tanh² u) =
 * 2·(ln 2 − u − softplus(−2u))}, which is exact where tanh u rounds to 1.
 *
 * <p>Paper: Haarnoja et al., "Soft actor-critic algorithms and applications", 2018, appendix C.
 */
final class SquashedGaussian {
  static final double LEAST_LOG_DEVIATION = -20;
  static final double LARGEST_LOG_DEVIATION = 2;

  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
  private static final double LOG_TWO = Math.log(2);

  private final int size;
  private final float[] actions;
  private final double[] squashed;
  private final double[] spread;
  private final double[] logProbabilities;

  /**
   * @param largestBatch the largest number of rows
   * @param size length {@code D} of an action
   */
  SquashedGaussian(int largestBatch, int size) {
    this.size = size;
    this.actions = new float[Math.multiplyExact(largestBatch, size)];
    this.squashed = new double[actions.length];
    this.spread = new double[actions.length];
    this.logProbabilities = new double[largestBatch];
  }

  /** tanh(μ) of a batch, what the policy does without noise. */
  static void means(float[] outputs, int count, int size, float[] actions) {
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < size; i++) {
        actions[b * size + i] = (float) Math.tanh(outputs[b * 2 * size + i]);
      }
    }
  }

  /**
   * Draws actions and computes their densities.
   *
   * @param outputs μ, then ln σ, {@code [count, 2·D]}
   * @param random gives ε
   */
  void sample(float[] outputs, int count, RandomGenerator random) {
    for (int b = 0; b < count; b++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        int at = b * size + i;
        double noise = random.nextGaussian();
        double logDeviation = limited(outputs[logDeviationAt(b, i)]);
        spread[at] = Math.exp(logDeviation) * noise;
        double u = outputs[meanAt(b, i)] + spread[at];
        squashed[at] = Math.tanh(u);
        actions[at] = (float) squashed[at];
        sum += -noise * noise / 2 - logDeviation - HALF_LOG_TWO_PI - logSlope(u);
      }
      logProbabilities[b] = sum;
    }
  }

  /** ln(1 − tanh² u). */
  private static double logSlope(double u) {
    // softplus(−2u) without overflow
    double softplus = Math.max(-2 * u, 0) + Math.log1p(Math.exp(-Math.abs(2 * u)));
    return 2 * (LOG_TWO - u - softplus);
  }

  private static double limited(double logDeviation) {
    return Math.max(LEAST_LOG_DEVIATION, Math.min(LARGEST_LOG_DEVIATION, logDeviation));
  }

  private int meanAt(int row, int place) {
    return row * 2 * size + place;
  }

  private int logDeviationAt(int row, int place) {
    return row * 2 * size + size + place;
  }

  /** Actions in (−1, 1) of the last sample, {@code [count, D]}. */
  float[] actions() {
    return actions;
  }

  /** ln π of the last sample, {@code [count]}. */
  double[] logProbabilities() {
    return logProbabilities;
  }

  /**
   * Computes the gradient of {@code Σ_b (w·ln π_b + Σ_i s_bi·a_bi)} with regard to the outputs that
   * the last sample was drawn with.
   *
   * @param outputs as they were then
   * @param weight w
   * @param slopes s, {@code [count, D]}
   * @param gradient receives {@code [count, 2·D]}
   */
  void backward(float[] outputs, int count, double weight, float[] slopes, float[] gradient) {
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < size; i++) {
        int at = b * size + i;
        double a = squashed[at];
        double ofU = 2 * weight * a + slopes[at] * (1 - a * a);
        double logDeviation = outputs[logDeviationAt(b, i)];
        gradient[meanAt(b, i)] = (float) ofU;
        gradient[logDeviationAt(b, i)] =
            logDeviation == limited(logDeviation) ? (float) (ofU * spread[at] - weight) : 0;
      }
    }
  }
}
