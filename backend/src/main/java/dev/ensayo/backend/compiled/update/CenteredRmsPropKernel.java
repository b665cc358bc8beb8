package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import dev.ensayo.backend.training.CenteredRmsProp;

/** s ← ρ·s + (1 − ρ)·g²; m ← ρ·m + (1 − ρ)·g; u = η·g / (√(s − m²) + ε). */
public final class CenteredRmsPropKernel implements UpdaterKernel {
  /**
   * Added and taken away again: averages that fade away stop at about 1e-36 and do not go on to the
   * numbers below 1e-38 (subnormal), with which a processor is several times as slow. It moves what
   * is below 1e-22 by 1e-37 at most, and nothing else.
   */
  private static final float TINY = 1e-30f;

  private final CenteredRmsProp config;
  private double rate;
  private double decay;
  private double epsilon;

  CenteredRmsPropKernel(CenteredRmsProp config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
    decay = config.decay();
    epsilon = config.epsilon();
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float decay = (float) this.decay;
    float epsilon = (float) this.epsilon;
    float rest = (float) (1 - this.decay);
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float meanSquare = decay * first[i] + rest * g * g + TINY - TINY;
      float mean = decay * second[i] + rest * g + TINY - TINY;
      first[i] = meanSquare;
      second[i] = mean;
      float variance = Math.max(0, meanSquare - mean * mean);
      gradient[i] = rate * g / ((float) Math.sqrt(variance) + epsilon);
    }
  }
}
