package dev.ensayo.backend.compiled.arithmetic;

/** A layer's function, on {@code [rows, columns]} in place. */
public interface ActivationFunction {
  /** Whether the backward is given outputs; else it is given the sums before the function. */
  boolean keepsOutput();

  /** Whether it gives back what it is given, so that there is nothing to compute. */
  default boolean isIdentity() {
    return false;
  }

  /** x ← function(x). */
  void forward(float[] x, int rows, int columns);

  /**
   * gradient ← gradient · function'.
   *
   * @param kept outputs or sums
   */
  void backward(float[] kept, float[] gradient, int rows, int columns);
}
