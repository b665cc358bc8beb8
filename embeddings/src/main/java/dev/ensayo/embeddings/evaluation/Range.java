package dev.ensayo.embeddings.evaluation;

/**
 * A 95 % confidence interval.
 *
 * @param from at most {@code to}; both NaN where there is none
 */
public record Range(double from, double to) {
  /** The level of all intervals here. */
  public static final double LEVEL = 0.95;

  /** Nothing was counted. */
  static final Range NONE = new Range(Double.NaN, Double.NaN);
}
