package dev.ensayo.backend.compiled.function;

/**
 * A function of each number by itself that is given by its definition in double, number by number:
 * for what is seldom asked for.
 */
abstract class DefinedFunction extends ElementwiseFunction {
  /** The function. */
  abstract double value(double x);

  /**
   * Its derivative.
   *
   * @param kept the function's value where {@link #keepsOutput}, else x
   */
  abstract double slope(double kept);

  @Override
  final void forward(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (float) value(x[i]);
    }
  }

  @Override
  final void backward(float[] kept, float[] gradient, int count) {
    for (int i = 0; i < count; i++) {
      gradient[i] *= (float) slope(kept[i]);
    }
  }
}
