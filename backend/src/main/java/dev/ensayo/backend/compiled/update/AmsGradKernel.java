package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.AMSGrad;

/**
 * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← max(w, v); u = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m /
 * (√w + ε) (Reddi et al., "On the convergence of Adam and beyond", 2018, with Adam's correction).
 */
public final class AmsGradKernel implements UpdaterKernel {
  private final AMSGrad config;
  private double rate;
  private double beta1;
  private double beta2;
  private double epsilon;

  AmsGradKernel(AMSGrad config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 3;
  }

  @Override
  public void begin(int iteration, int epoch) {
    beta1 = config.getBeta1();
    beta2 = config.getBeta2();
    epsilon = config.getEpsilon();
    double correction =
        Math.sqrt(1 - Math.pow(beta2, iteration + 1)) / (1 - Math.pow(beta1, iteration + 1));
    rate = config.getLearningRate(iteration, epoch) * correction;
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
      third[i] = Math.max(third[i], meanSquare);
      gradient[i] = rate * mean / ((float) Math.sqrt(third[i]) + epsilon);
    }
  }
}
