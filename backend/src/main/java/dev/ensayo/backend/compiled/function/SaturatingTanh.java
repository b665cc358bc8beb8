package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;

/** tanh(x) by {@link SaturatingMath}. */
final class SaturatingTanh extends ElementwiseFunction {
  @Override
  public boolean keepsOutput() {
    return true;
  }

  @Override
  void forward(float[] x, int count) {
    SaturatingMath.tanh(x, count);
  }

  @Override
  void backward(float[] y, float[] gradient, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= 1 - y[i] * y[i];
    }
  }
}
