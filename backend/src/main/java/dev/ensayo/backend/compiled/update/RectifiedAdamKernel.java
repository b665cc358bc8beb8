package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import dev.ensayo.backend.training.RectifiedAdam;

/**
 * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; u = η·f·m / (√v + ε), or η·f·m in the first steps
 * (Liu et al., "On the variance of the adaptive learning rate and beyond", 2020, algorithm 2), with
 * f as {@link RectifiedAdam#factor} has it.
 */
public final class RectifiedAdamKernel implements UpdaterKernel {
  private final RectifiedAdam config;
  private double rate;
  private double beta1;
  private double beta2;
  private double epsilon;
  private boolean adaptive;

  RectifiedAdamKernel(RectifiedAdam config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public void begin(int iteration, int epoch) {
    beta1 = config.beta1();
    beta2 = config.beta2();
    epsilon = config.epsilon();
    adaptive = config.isAdaptive(iteration);
    rate = config.getLearningRate(iteration, epoch) * config.factor(iteration);
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float beta1 = (float) this.beta1;
    float beta2 = (float) this.beta2;
    float epsilon = (float) this.epsilon;
    float rest1 = (float) (1 - this.beta1);
    float rest2 = (float) (1 - this.beta2);
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float mean = beta1 * first[i] + rest1 * g;
      float meanSquare = beta2 * second[i] + rest2 * g * g;
      first[i] = mean;
      second[i] = meanSquare;
      gradient[i] = rate * mean / ((float) Math.sqrt(meanSquare) + epsilon);
    }
    if (!adaptive) {
      for (int i = 0; i < count; i++) {
        gradient[i] = rate * first[i];
      }
    }
  }
}
