package dev.ensayo.core.transduction;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much each symbol of an answer was made of each symbol of its source.
 *
 * @param weights {@code [target × source]}: a row for each symbol of the answer and one more for
 *     its end if it has ended; a column for each symbol of the source, in the order in which they
 *     are read; each row sums to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attention(float[][] weights) {
  public Attention {
    for (float[] row : weights) {
      checkArgument(row.length == weights[0].length, "rows of attention differ in length");
    }
  }

  /** Rows: symbols of the answer, with its end. */
  public int steps() {
    return weights.length;
  }

  /** The weight of a symbol of the source at a step of the answer. */
  public float weight(int step, int symbol) {
    return weights[step][symbol];
  }
}
