package dev.ensayo.embeddings.evaluation;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * How many questions were answered.
 *
 * @param name of the section, or {@code total}, {@code semantic}, {@code syntactic}
 * @param asked all questions
 * @param seen those whose four words all have vectors
 * @param correctAdd answered by 3CosAdd
 * @param correctMul answered by 3CosMul
 */
public record AnalogyScore(String name, int asked, int seen, int correctAdd, int correctMul) {
  /** Share of the questions seen that 3CosAdd answers, in [0, 1]; NaN if none was seen. */
  public double accuracy() {
    return (double) correctAdd / seen;
  }

  /** Share of all questions that 3CosAdd answers, in [0, 1]. */
  public double accuracyOfAll() {
    return (double) correctAdd / asked;
  }

  /** Share of the questions seen that 3CosMul answers, in [0, 1]; NaN if none was seen. */
  public double accuracyMul() {
    return (double) correctMul / seen;
  }

  /** Wilson's interval (1927) of {@link #accuracy}; NaNs if none was seen. */
  public Range interval() {
    if (seen == 0) {
      return Range.NONE;
    }
    ConfidenceInterval wilson =
        new WilsonScoreInterval().createInterval(seen, correctAdd, Range.LEVEL);
    return new Range(
        correctAdd == 0 ? 0 : Math.max(0, wilson.getLowerBound()),
        correctAdd == seen ? 1 : Math.min(1, wilson.getUpperBound()));
  }

  AnalogyScore plus(String sum, AnalogyScore other) {
    return new AnalogyScore(
        sum,
        asked + other.asked,
        seen + other.seen,
        correctAdd + other.correctAdd,
        correctMul + other.correctMul);
  }
}
