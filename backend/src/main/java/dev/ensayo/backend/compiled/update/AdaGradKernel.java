package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.AdaGrad;

/** s ← s + g²; u = η·g / (√s + ε). */
public final class AdaGradKernel implements UpdaterKernel {
  private final AdaGrad config;
  private double rate;
  private double epsilon;

  AdaGradKernel(AdaGrad config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
    epsilon = config.getEpsilon();
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    float epsilon = (float) this.epsilon;
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float squares = first[i] + g * g;
      first[i] = squares;
      gradient[i] = rate * g / ((float) Math.sqrt(squares) + epsilon);
    }
  }
}
