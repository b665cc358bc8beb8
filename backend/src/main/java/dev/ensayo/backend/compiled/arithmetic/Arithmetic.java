package dev.ensayo.backend.compiled.arithmetic;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All number crunching, once in float for speed and once in double for checking gradients.
 *
 * <p>Elementwise work copies a stretch of native memory into a heap array that stays in the first
 * cache, computes there, where the compiler makes SIMD of simple loops, and copies back. An
 * instance has scratch of its own and belongs to one plan.
 */
public interface Arithmetic {
  /**
   * @param widestRow numbers in the longest row that a row by row function will see, and in the
   *     widest pixel of all channels and examples
   */
  static Arithmetic of(DataType type, int widestRow) {
    return type == DataType.FLOAT
        ? new FloatArithmetic(widestRow)
        : new DoubleArithmetic(widestRow);
  }

  /** What images need beyond this, with scratch of the same length. */
  ImageArithmetic images();

  /**
   * C ← op(A)·op(B) + β·C, all column by column: C is {@code [m, n]} and k the length of the sums.
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Slice a,
      int strideA,
      Slice b,
      int strideB,
      double beta,
      Slice c,
      int strideC);

  /** y ← op(A)·x, with A {@code [m, n]} column by column. */
  void multiply(boolean transpose, int m, int n, Slice a, Slice x, Slice y);

  /**
   * output ← function(sums + bias), row by row.
   *
   * @param sums {@code [rows, columns]}; receives the sums with the bias unless it is the output
   * @param bias {@code [columns]}, or null
   */
  void addBiasAndActivate(
      Slice sums, Slice bias, Slice output, ActivationFunction function, int rows, int columns);

  /**
   * gradient ← gradient · function'.
   *
   * @param kept sums or outputs, whichever the function asks for
   */
  void activationBackward(
      Slice kept, Slice gradient, ActivationFunction function, int rows, int columns);

  /**
   * mask ← 1/keep with probability keep, else 0; output ← input · mask.
   *
   * @param count how many numbers
   */
  void dropOut(
      Slice input, Slice mask, Slice output, int count, double keep, RandomGenerator random);

  /** output ← input · factors (+ output where {@code add}). */
  void multiplyElements(Slice input, Slice factors, Slice output, int count, boolean add);

  /** to ← from. */
  void copy(Slice from, Slice to, int count);

  /** Σ x². */
  double sumOfSquares(Slice x);

  /** x ← factor · x. */
  void scale(Slice x, double factor);

  /** Every element is limited to [−bound, bound]; NaN stays. */
  void limit(Slice x, double bound);

  /** gradient ← gradient + l1·sign(θ) + l2·θ. */
  void regularize(Slice parameters, Slice gradient, double l1, double l2);

  /**
   * θ ← θ − u, where the updater turns the gradient and its state into u.
   *
   * @param first first state array, null where the updater has none
   * @param second second state array, null where the updater has one at most
   * @param third third state array, null where the updater has two at most
   */
  void update(
      UpdaterKernel kernel,
      Slice gradient,
      Slice parameters,
      Slice first,
      Slice second,
      Slice third);

  /** target ← (1 − τ)·target + τ·source. */
  void blend(Slice target, Slice source, double tau);
}
