package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;

/** exp(x) divided by its sum over the row, with the row's maximum taken off first. */
public final class SoftmaxFunction implements ActivationFunction {
  private final FloatExponentials exponentials = new FloatExponentials();

  @Override
  public boolean keepsOutput() {
    return true;
  }

  @Override
  public void forward(float[] x, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      takeOffLargest(x, row * columns, columns);
    }
    exponentials.exp(x, rows * columns);
    for (int row = 0; row < rows; row++) {
      divideBySum(x, row * columns, columns);
    }
  }

  private static void takeOffLargest(float[] x, int start, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = start; i < start + count; i++) {
      largest = Math.max(largest, x[i]);
    }
    for (int i = start; i < start + count; i++) {
      x[i] -= largest;
    }
  }

  private static void divideBySum(float[] x, int start, int count) {
    float sum = 0;
    for (int i = start; i < start + count; i++) {
      sum += x[i];
    }
    float inverse = 1 / sum;
    for (int i = start; i < start + count; i++) {
      x[i] *= inverse;
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
