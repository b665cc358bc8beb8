package dev.ensayo.backend.compiled.recurrent;

/**
 * How the sums of the gates before the candidate's say how much of h₋ is kept: a, in h = a∘h₋ + (1
 * − a)∘v. An array is of the U units of one row, and the loops become SIMD.
 */
interface ScanGates {
  /** How many they are. */
  int count();

  /**
   * @param gates sums; the first receives a, the others what the backward needs
   */
  void forward(float[][] gates, int units);

  /**
   * @param gates what {@link #forward} left; receive the gradients of their sums
   * @param slope gradient of a
   */
  void backward(float[][] gates, float[] slope, int units);
}
