package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.AdaDelta;

/** s ← ρ·s + (1 − ρ)·g²; u = g·√(d + ε) / √(s + ε); d ← ρ·d + (1 − ρ)·u². */
public final class AdaDeltaKernel implements UpdaterKernel {
  private final AdaDelta config;
  private double decay;
  private double epsilon;

  AdaDeltaKernel(AdaDelta config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public void begin(int iteration, int epoch) {
    decay = config.getRho();
    epsilon = config.getEpsilon();
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float decay = (float) this.decay;
    float epsilon = (float) this.epsilon;
    float rest = (float) (1 - this.decay);
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float meanSquare = decay * first[i] + rest * g * g;
      first[i] = meanSquare;
      float update =
          g * (float) Math.sqrt(second[i] + epsilon) / (float) Math.sqrt(meanSquare + epsilon);
      second[i] = decay * second[i] + rest * update * update;
      gradient[i] = update;
    }
  }
}
