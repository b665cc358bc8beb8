package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import org.nd4j.linalg.learning.config.Sgd;

/** u = η·g. */
public final class SgdKernel implements UpdaterKernel {
  private final Sgd config;
  private double rate;

  SgdKernel(Sgd config) {
    this.config = config;
  }

  @Override
  public int stateArrays() {
    return 0;
  }

  @Override
  public void begin(int iteration, int epoch) {
    rate = config.getLearningRate(iteration, epoch);
  }

  @Override
  public void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    float rate = (float) this.rate;
    for (int i = 0; i < count; i++) {
      gradient[i] *= rate;
    }
  }
}
