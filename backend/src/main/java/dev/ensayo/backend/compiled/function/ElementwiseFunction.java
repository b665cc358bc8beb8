package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;

/** A function of each number by itself. */
public abstract class ElementwiseFunction implements ActivationFunction {
  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public final void forward(float[] x, int rows, int columns) {
    forward(x, rows * columns);
  }

  @Override
  public final void backward(float[] kept, float[] gradient, int rows, int columns) {
    backward(kept, gradient, rows * columns);
  }

  /** x ← function(x). */
  abstract void forward(float[] x, int count);

  /**
   * gradient ← gradient · function'.
   *
   * @param kept outputs where {@link #keepsOutput}, else x
   */
  abstract void backward(float[] kept, float[] gradient, int count);
}
