package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.FloatMath;

/** exp(x) divided by its sum over the row, with the row's maximum taken off first. */
public final class SoftmaxFunction implements ActivationFunction {
  @Override
  public boolean keepsOutput() {
    return true;
  }

  @Override
  public void forward(float[] x, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = start; i < start + columns; i++) {
        largest = Math.max(largest, x[i]);
      }
      float sum = 0;
      for (int i = start; i < start + columns; i++) {
        x[i] = FloatMath.exp(x[i] - largest);
        sum += x[i];
      }
      float inverse = 1 / sum;
      for (int i = start; i < start + columns; i++) {
        x[i] *= inverse;
      }
    }
  }

  /** g ← y·(g − Σ g·y). */
  @Override
  public void backward(float[] y, float[] gradient, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      float dot = 0;
      for (int i = start; i < start + columns; i++) {
        dot += gradient[i] * y[i];
      }
      for (int i = start; i < start + columns; i++) {
        gradient[i] = y[i] * (gradient[i] - dot);
      }
    }
  }
}
