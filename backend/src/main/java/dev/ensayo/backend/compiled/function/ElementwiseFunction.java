package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;

/**
 * A function of each number by itself, defined in double; the loops over float call the definition
 * too, unless a subclass has a faster way to the same numbers.
 */
public abstract class ElementwiseFunction implements ActivationFunction {
  /** The function. */
  abstract double value(double x);

  /**
   * Its derivative.
   *
   * @param kept the function's value where {@link #keepsOutput}, else x
   */
  abstract double slope(double kept);

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public final void forward(double[] x, int rows, int columns) {
    for (int i = 0; i < rows * columns; i++) {
      x[i] = value(x[i]);
    }
  }

  @Override
  public final void backward(double[] kept, double[] gradient, int rows, int columns) {
    for (int i = 0; i < rows * columns; i++) {
      gradient[i] *= slope(kept[i]);
    }
  }

  @Override
  public final void forward(float[] x, int rows, int columns) {
    forward(x, rows * columns);
  }

  @Override
  public final void backward(float[] kept, float[] gradient, int rows, int columns) {
    backward(kept, gradient, rows * columns);
  }

  void forward(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (float) value(x[i]);
    }
  }

  void backward(float[] kept, float[] gradient, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= (float) slope(kept[i]);
    }
  }
}
