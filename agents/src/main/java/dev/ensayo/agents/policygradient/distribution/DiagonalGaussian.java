package dev.ensayo.agents.policygradient.distribution;

import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;

/**
 * Independent normal numbers, one for each of the {@code D} of an action: N(μ_i, σ_i²), μ the first
 * output and ln σ the second.
 *
 * <p>Paper: Schulman et al., "Trust region policy optimization", 2015, appendix D, where σ does not
 * depend on the observation.
 */
final class DiagonalGaussian extends ActionDistribution {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final ActionSpec.Box box;
  private final int size;
  private final double[] mean;
  private final double[] logDeviation;
  private final double[] deviation;
  private int row;

  DiagonalGaussian(ActionSpec.Box box) {
    this.box = box;
    this.size = box.size();
    this.mean = new double[size];
    this.logDeviation = new double[size];
    this.deviation = new double[size];
  }

  @Override
  public int parameters() {
    return size;
  }

  @Override
  public boolean hasDeviations() {
    return true;
  }

  @Override
  public int actionSize() {
    return size;
  }

  @Override
  public void read(float[][] outputs, int row) {
    this.row = row;
    for (int i = 0; i < size; i++) {
      mean[i] = outputs[0][row * size + i];
      logDeviation[i] = outputs[1][row * size + i];
      deviation[i] = Math.exp(logDeviation[i]);
    }
  }

  @Override
  public void sample(RandomStream random, float[] actions, int at) {
    for (int i = 0; i < size; i++) {
      actions[at + i] = (float) (mean[i] + deviation[i] * random.nextGaussian());
    }
  }

  @Override
  public void mode(float[] actions, int at) {
    for (int i = 0; i < size; i++) {
      actions[at + i] = (float) mean[i];
    }
  }

  @Override
  public double logProbability(float[] actions, int at) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double z = (actions[at + i] - mean[i]) / deviation[i];
      sum -= 0.5 * z * z + logDeviation[i] + HALF_LOG_TWO_PI;
    }
    return sum;
  }

  @Override
  public double entropy() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 0.5 + HALF_LOG_TWO_PI + logDeviation[i];
    }
    return sum;
  }

  /** With z = (a − μ)/σ: ∂ ln π/∂μ = z/σ, ∂ ln π/∂ ln σ = z² − 1, ∂H/∂ ln σ = 1. */
  @Override
  public void gradient(
      float[] actions, int at, double logProbability, double entropy, float[][] gradients) {
    for (int i = 0; i < size; i++) {
      double z = (actions[at + i] - mean[i]) / deviation[i];
      gradients[0][row * size + i] = (float) (logProbability * z / deviation[i]);
      gradients[1][row * size + i] = (float) (logProbability * (z * z - 1) + entropy);
    }
  }

  @Override
  public void give(float[] actions, int at, ActionBatch given, int toRow) {
    for (int i = 0; i < size; i++) {
      given.values()[toRow * size + i] = (float) box.clip(i, actions[at + i]);
    }
  }
}
