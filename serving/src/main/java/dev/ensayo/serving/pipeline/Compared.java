package dev.ensayo.serving.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ensayo.core.config.Settings;

/**
 * Candidate and champion on the same held-out rows of one group.
 *
 * @param group its name; "all" for all rows
 * @param rows how many were compared
 * @param champion accuracy in [0, 1]; of numbers the mean absolute error in their unit
 * @param candidate as champion
 * @param difference how much better the candidate is; negative if it is worse
 * @param low lower one-sided bound of the difference
 * @param high upper one-sided bound of it
 * @param margin how much worse the candidate may be
 * @param p of a two-sided test that both are as good: McNemar's exact test of classes, Student's
 *     paired t-test of numbers; 1 where it could not be made
 * @param pWorse of a one-sided test that the candidate is not worse by more than the margin, of
 *     groups corrected for their number (Holm)
 * @param verdict what follows
 */
record Compared(
    String group,
    int rows,
    double champion,
    double candidate,
    double difference,
    double low,
    double high,
    double margin,
    double p,
    double pWorse,
    Verdict verdict) {
  /** What a comparison shows. */
  enum Verdict {
    /** The lower bound lies above −margin. */
    NOT_WORSE,
    /** Worse by more than the margin, surely. */
    WORSE,
    /** Neither. */
    UNDECIDED,
    /** Too few rows. */
    TOO_FEW;

    @JsonValue
    String label() {
      return Settings.label(this);
    }
  }

  /** The same with a corrected p-value. */
  Compared withPWorse(double corrected, Verdict then) {
    return new Compared(
        group, rows, champion, candidate, difference, low, high, margin, p, corrected, then);
  }
}
