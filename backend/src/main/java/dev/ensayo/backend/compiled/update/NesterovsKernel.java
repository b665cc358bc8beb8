package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.Nesterovs;

/** v ← μ·v − η·g; u = μ·v₋ − (1 + μ)·v. */
public final class NesterovsKernel implements UpdaterKernel {
  private final Nesterovs config;
  private double rate;
  private double momentum;

  NesterovsKernel(Nesterovs config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
    momentum = config.currentMomentum(iteration, epoch);
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float momentum = (float) this.momentum;
    for (int i = 0; i < count; i++) {
      float before = momentum * first[i];
      float velocity = before - rate * gradient[i];
      first[i] = velocity;
      gradient[i] = before - (1 + momentum) * velocity;
    }
  }
}
