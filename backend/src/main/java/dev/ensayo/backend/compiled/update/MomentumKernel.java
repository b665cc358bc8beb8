package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import dev.ensayo.backend.training.Momentum;

/** v ← μ·v − η·g; u = −v. */
public final class MomentumKernel implements UpdaterKernel {
  private final Momentum config;
  private double rate;
  private double momentum;

  MomentumKernel(Momentum config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
    momentum = config.momentum();
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float momentum = (float) this.momentum;
    for (int i = 0; i < count; i++) {
      float velocity = momentum * first[i] - rate * gradient[i];
      first[i] = velocity;
      gradient[i] = -velocity;
    }
  }
}
