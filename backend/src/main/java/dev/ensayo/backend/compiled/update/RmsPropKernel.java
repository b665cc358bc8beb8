package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.RmsProp;

/** s ← ρ·s + (1 − ρ)·g²; u = η·g / (√s + ε). */
public final class RmsPropKernel implements UpdaterKernel {
  private final RmsProp config;
  private double rate;
  private double decay;
  private double epsilon;

  RmsPropKernel(RmsProp config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
    decay = config.getRmsDecay();
    epsilon = config.getEpsilon();
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float decay = (float) this.decay;
    float epsilon = (float) this.epsilon;
    float rest = (float) (1 - this.decay);
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float meanSquare = decay * first[i] + rest * g * g;
      first[i] = meanSquare;
      gradient[i] = rate * g / ((float) Math.sqrt(meanSquare) + epsilon);
    }
  }
}
