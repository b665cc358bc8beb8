package dev.ensayo.backend.compiled.arithmetic;

/** Turns a gradient into a step, in place: θ ← θ − u. Formulas as in {@code UpdaterSpec}. */
public interface UpdaterKernel {
  /** State arrays as long as the gradient: 0 to 3; they follow each other in the buffer. */
  int stateArrays();

  /** Fixes the rates of the next step; counts begin at 0. */
  void begin(int iteration, int epoch);

  /**
   * gradient ← u.
   *
   * @param first first state array, if there is one
   * @param second second state array, if there is one
   */
  void update(float[] gradient, float[] first, float[] second, int count);

  /**
   * gradient ← u.
   *
   * @param first first state array, if there is one
   * @param second second state array, if there is one
   */
  void update(double[] gradient, double[] first, double[] second, int count);

  /** The same with a third state array, for kernels that have one. */
  default void update(float[] gradient, float[] first, float[] second, float[] third, int count) {
    update(gradient, first, second, count);
  }

  /** The same with a third state array, for kernels that have one. */
  default void update(
      double[] gradient, double[] first, double[] second, double[] third, int count) {
    update(gradient, first, second, count);
  }
}
