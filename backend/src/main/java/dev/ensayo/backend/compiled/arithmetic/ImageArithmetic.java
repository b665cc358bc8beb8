package dev.ensayo.backend.compiled.arithmetic;

/**
 * Number crunching on images, which lie as {@code [H, W, C, B]}: the batch innermost, so that all
 * channels of one pixel of all examples follow each other.
 *
 * <p>Everything is then a plain loop or a plain product over such runs: a row of a kernel's window
 * is one matrix {@code [KW·C, B]} as it lies, and nothing has to be unrolled (im2col).
 */
public interface ImageArithmetic {
  /**
   * C ← op(A)·op(B) + β·C, all column by column and each from an offset: C is {@code [m, n]} and k
   * the length of the sums.
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Slice a,
      int offsetA,
      int strideA,
      Slice b,
      int offsetB,
      int strideB,
      double beta,
      Slice c,
      int offsetC,
      int strideC);

  /** to ← from. */
  void copy(Slice from, int fromOffset, Slice to, int toOffset, int count);

  /** to ← to + factor · from. */
  void add(double factor, Slice from, int fromOffset, Slice to, int toOffset, int count);

  /** The first {@code count} numbers ← 0. */
  void clear(Slice x, int count);

  /** to[i] ← from[order[i]]. */
  void gather(Slice from, int[] order, Slice to);

  /** to[order[i]] ← from[i]. */
  void scatter(Slice from, int[] order, Slice to);

  /** to[i·times + j] ← from[i] for all j below {@code times}. */
  void repeatEach(Slice from, int count, int times, Slice to);

  /** images[place[f]·batch + b] ← rows[b·F + f], with F places. */
  void rowsToImages(Slice rows, int[] place, Slice images, int batch, boolean add);

  /** rows[b·F + f] ← images[place[f]·batch + b], with F places. */
  void imagesToRows(Slice images, int[] place, Slice rows, int batch, boolean add);

  /**
   * y ← the largest of some runs of x, number by number.
   *
   * @param starts where the runs begin
   * @param runs how many of them
   */
  void largest(Slice x, int[] starts, int runs, Slice y, int yOffset, int count);

  /**
   * The gradient of {@link #largest}: it goes to the first run that holds the largest number.
   *
   * @param dx gradient of x; it is added to
   */
  void largestBackward(
      Slice x, int[] starts, int runs, Slice y, Slice dy, int yOffset, Slice dx, int count);

  /**
   * y ← (Σ |x|ᵖ)^(1/p) over some runs of x, number by number.
   *
   * @param starts where the runs begin
   * @param runs how many of them
   * @param p at least 1
   */
  void norm(Slice x, int[] starts, int runs, int p, Slice y, int yOffset, int count);

  /**
   * The gradient of {@link #norm}: dx ← dx + dy·sign(x)·(|x|/y)ᵖ⁻¹, and nothing where y = 0.
   *
   * @param dx gradient of x; it is added to
   */
  void normBackward(
      Slice x, int[] starts, int runs, int p, Slice y, Slice dy, int yOffset, Slice dx, int count);

  /**
   * Mean and variance (÷ n) of each feature. A row holds each feature {@code group} times in a row.
   *
   * @param x {@code [rows, features, group]}
   */
  void moments(Slice x, int rows, int group, double[] mean, double[] variance);

  /** y ← (x − center)·scale + shift, the coefficients per feature. */
  void affine(
      Slice x, Slice y, int rows, int group, double[] center, double[] scale, double[] shift);

  /** sums ← Σ dy and products ← Σ dy·(x − center) per feature. */
  void gradientSums(
      Slice x, Slice dy, int rows, int group, double[] center, double[] sums, double[] products);

  /**
   * dx ← scale·dy + slope·(x − center) + shift (+ dx where {@code add}), the coefficients per
   * feature.
   */
  void affineBackward(
      Slice x,
      Slice dy,
      Slice dx,
      int rows,
      int group,
      double[] center,
      double[] scale,
      double[] slope,
      double[] shift,
      boolean add);
}
