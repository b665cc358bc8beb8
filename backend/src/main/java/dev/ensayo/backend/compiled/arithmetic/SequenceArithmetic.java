package dev.ensayo.backend.compiled.arithmetic;

/**
 * What recurrent blocks compute with, once in float for speed and once in double for checking
 * gradients.
 *
 * <p>Within a recurrent block the numbers of one time step are kept <em>by feature</em>: {@code [U,
 * B]}, the B sequences of a unit side by side. BLAS multiplies such narrow matrices up to half
 * again as fast that way round, and a gate of all units is one run of numbers. Between blocks the
 * numbers are row by row, {@code [T·B, U]}, time step after time step.
 *
 * <p>All offsets count numbers from the beginning of a slice. An instance has scratch of its own
 * and belongs to one block.
 */
public interface SequenceArithmetic {
  /** The arithmetic for the numbers that a slice holds. */
  static SequenceArithmetic of(Slice numbers) {
    return numbers.floats() != null
        ? new FloatSequenceArithmetic()
        : new DoubleSequenceArithmetic();
  }

  /** C ← op(A)·op(B) + β·C, all column by column: C is {@code [m, n]}, k the length of the sums. */
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

  /** y ← y + x. */
  void add(Slice x, int offsetX, Slice y, int offsetY, int count);

  /** The numbers [at, at + count) of to ← factor · those of from. */
  void scale(Slice from, Slice to, int at, int count, double factor);

  /** The numbers [at, at + count) of x ← x + value. */
  void shift(Slice x, int at, int count, double value);

  /** x ← 0. */
  void clear(Slice x, int offset, int count);

  /** to ← from. */
  void copy(Slice from, int offsetFrom, Slice to, int offsetTo, int count);

  /** Rows {@code [B, U]} to features {@code [U, B]}. */
  void toFeatures(Slice rows, int offsetRows, Slice features, int offset, int units, int sequences);

  /** Features {@code [U, B]} to rows {@code [B, U]}. */
  void toRows(Slice features, int offset, Slice rows, int offsetRows, int units, int sequences);

  /** features ← bias: {@code [U]} repeated for each of the B sequences. */
  void fill(Slice bias, int offsetBias, Slice features, int offset, int units, int sequences);

  /**
   * to ← fromᵀ, both column by column.
   *
   * @param from {@code [rows, columns]}
   * @param to {@code [columns, rows]}, its columns {@code stride} apart
   */
  void transpose(Slice from, int rows, int columns, Slice to, int stride);

  /** to ← from: {@code [units, B]} to rows that are {@code stride} apart. */
  void widen(
      Slice from, int offsetFrom, Slice to, int offsetTo, int stride, int units, int sequences);

  /**
   * features ← the rows of W that the tokens name, plus the bias, for each of T time steps.
   *
   * @param bias {@code [U]}, or null
   * @param weights {@code [V, U]} column by column
   * @param tokens {@code [T·B]}
   * @param features {@code [T, U, B]}
   */
  void gather(
      Slice weights,
      int vocabulary,
      Slice bias,
      int[] tokens,
      Slice features,
      int units,
      int sequences,
      int steps);

  /**
   * The gradient of {@link #gather} in the weights, written over what was there.
   *
   * @param from the first time step that counts
   */
  void scatter(
      Slice features,
      int[] tokens,
      Slice weightGradient,
      int vocabulary,
      int units,
      int sequences,
      int from,
      int steps);

  /**
   * function over one time step, {@code [U, B]} in place, by feature and to rows.
   *
   * @param offsetRows of the values in the features and in the rows
   */
  void activate(
      ActivationFunction function,
      Slice sums,
      int offset,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences);

  /**
   * δ ← slope·function'.
   *
   * @param kept outputs or sums, whichever the function asks for; receives δ
   * @param slope gradient in the function's values, {@code [U, B]}
   */
  void activateBackward(
      ActivationFunction function, Slice kept, int offset, Slice slope, int units, int sequences);

  /**
   * One step of an LSTM.
   *
   * @param gates sums of a, f, o, g, {@code [4, U, B]}; receives their values
   * @param previous c of the step before, {@code [U, B]}
   * @param cells receives c, {@code [U, B]}
   * @param features receives h, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   * @param offsetRows of h in the features and in the rows
   */
  void lstmForward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences);

  /**
   * Backward of {@link #lstmForward}.
   *
   * @param gates values of the gates; receives the gradient of their sums
   * @param hiddenSlope gradient of h, {@code [U, B]}
   * @param cellSlope gradient of c from the step after; receives that for the step before
   */
  void lstmBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      Slice hiddenSlope,
      Slice cellSlope,
      int units,
      int sequences);

  /**
   * The gates and cells of an LSTM, without its output.
   *
   * @param gates sums of a, f, o, g, {@code [4, U, B]}; receives their values
   * @param previous c of the step before, {@code [U, B]}
   * @param cells receives c, {@code [U, B]}
   */
  void lstmCells(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      int units,
      int sequences);

  /**
   * h ← o∘tanh(y).
   *
   * @param gates values of a, f, o, g, {@code [4, U, B]}
   * @param sums y, {@code [U, B]}
   * @param features receives h, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   * @param offsetRows of h in the features and in the rows
   */
  void lstmOutput(
      Slice gates,
      int offsetGates,
      Slice sums,
      int offsetSums,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences);

  /**
   * Backward of {@link #lstmOutput}.
   *
   * @param gates values; o receives the gradient of its sum
   * @param hiddenSlope gradient of h, {@code [U, B]}
   * @param slope receives the gradient of y, {@code [U, B]}
   */
  void lstmOutputBackward(
      Slice gates,
      int offsetGates,
      Slice sums,
      int offsetSums,
      Slice hiddenSlope,
      Slice slope,
      int units,
      int sequences);

  /**
   * Backward of {@link #lstmCells}.
   *
   * @param gates values; a, f and g receive the gradient of their sums
   * @param cellSlope gradient of c; receives that for the step before
   */
  void lstmCellsBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cellSlope,
      int units,
      int sequences);

  /**
   * x ← (x − μ) / √(σ² + ε), with mean and variance over the features of each sequence.
   *
   * @param x {@code [features, B]}
   * @param epsilon ε, above 0
   * @param scales receives 1 / √(σ² + ε), {@code [B]}
   */
  void normalize(
      Slice x,
      int offset,
      double epsilon,
      Slice scales,
      int offsetScales,
      int features,
      int sequences);

  /** y ← y + gain∘x, {@code [features, B]} with a gain for each feature. */
  void addScaled(
      Slice x,
      int offset,
      Slice gain,
      int offsetGain,
      Slice y,
      int offsetY,
      int features,
      int sequences);

  /**
   * Backward of {@link #normalize} and {@link #addScaled} together.
   *
   * @param slope gradient of y, {@code [features, B]}
   * @param normal what was normalized
   * @param sums slope∘normal is added, {@code [features, B]}
   * @param result receives the gradient of what entered, {@code [features, B]}; may be where slope
   *     or normal are
   */
  void normalizeBackward(
      Slice slope,
      int offsetSlope,
      Slice gain,
      int offsetGain,
      Slice normal,
      int offsetNormal,
      Slice scales,
      int offsetScales,
      Slice sums,
      int offsetSums,
      Slice result,
      int offsetResult,
      int features,
      int sequences);

  /**
   * The reset and update gates of a GRU.
   *
   * @param gates sums of r, u, n, {@code [3, U, B]}; r and u receive their values
   */
  void gruGates(Slice gates, int offsetGates, int units, int sequences);

  /**
   * n ← tanh(n + r∘q); h ← (1 − u)∘n + u∘h₋.
   *
   * @param gates values of r and u and the sum of n; receives n
   * @param product q, {@code [U, B]}; null where the sum of n is complete
   * @param features h₋ of the step before, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   */
  void gruForward(
      Slice gates,
      int offsetGates,
      Slice product,
      int offsetProduct,
      Slice previous,
      int offsetPrevious,
      Slice features,
      int offsetFeatures,
      Slice rows,
      int offsetRows,
      int units,
      int sequences);

  /**
   * Backward of {@link #gruForward}, and of r's and u's functions; where there is no product, r's
   * part waits for {@link #gruResetBackward}.
   *
   * @param gates values; receives the gradient of the sums, but r itself where there is no product
   * @param product q; receives its gradient
   * @param hiddenSlope gradient of h, {@code [U, B]}; receives the part that goes straight to h₋
   */
  void gruBackward(
      Slice gates,
      int offsetGates,
      Slice product,
      int offsetProduct,
      Slice previous,
      int offsetPrevious,
      Slice hiddenSlope,
      int units,
      int sequences);

  /** p ← r∘h₋ by feature, {@code [U, B]}, and as rows {@code [B, U]}. */
  void gruReset(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences);

  /**
   * Backward of {@link #gruReset} and of r's function.
   *
   * @param gates r; receives the gradient of its sum
   * @param slope gradient of p, {@code [U, B]}
   * @param hiddenSlope gradient of h₋; r∘slope is added
   */
  void gruResetBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice slope,
      Slice hiddenSlope,
      int units,
      int sequences);
}
