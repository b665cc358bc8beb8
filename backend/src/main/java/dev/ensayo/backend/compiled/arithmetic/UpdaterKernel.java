package dev.ensayo.backend.compiled.arithmetic;

/** Turns a gradient into a step, in place: θ ← θ − u. Formulas as in {@code UpdaterSpec}. */
public interface UpdaterKernel {
  /** State arrays as long as the gradient: 0 to 3; they follow each other in the buffer. */
  int stateArrays();

  /** Fixes the rates of the next step; counts begin at 0. */
  void begin(int iteration, int epoch);

  /**
   * gradient ← u. Of the state arrays those that the kernel has hold its state; the others are
   * scratch.
   */
  void update(float[] gradient, float[] first, float[] second, float[] third, int count);
}
