package dev.ensayo.embeddings.tools;

import dev.ensayo.embeddings.evaluation.AnalogyScore;
import dev.ensayo.embeddings.evaluation.AnalogyScores;
import dev.ensayo.embeddings.evaluation.Range;
import dev.ensayo.embeddings.evaluation.SimilarityScore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what tests found, with 95 % intervals: Wilson's of shares, the bootstrap of ranks. */
final class ScoreTables {
  private static final String ANALOGIES = "%-30s %9s %7s %8s %16s %8s %7s%n";
  private static final String PAIRS = "%-30s %9s %7s %8s %16s %8s%n";
  private static final String NONE = "-";

  private final PrintWriter out;

  ScoreTables(PrintWriter out) {
    this.out = out;
  }

  /** Sections, then sums. */
  void analogies(AnalogyScores scores) {
    out.printf(ANALOGIES, "analogies", "questions", "seen", "3CosAdd", "95 %", "3CosMul", "of all");
    for (AnalogyScore score : scores.rows()) {
      out.printf(
          ANALOGIES,
          score.name(),
          score.asked(),
          score.seen(),
          percent(score.accuracy()),
          interval(score.interval(), 100, "%.1f"),
          percent(score.accuracyMul()),
          percent(score.accuracyOfAll()));
    }
  }

  /** A line for each set. */
  void similarities(List<SimilarityScore> scores) {
    if (!scores.isEmpty()) {
      out.printf(PAIRS, "word pairs", "pairs", "used", "missing", "95 %", "Spearman");
    }
    for (SimilarityScore score : scores) {
      out.printf(
          PAIRS,
          score.name(),
          score.pairs(),
          score.used(),
          score.missing(),
          interval(score.correlation().interval(), 1, "%.3f"),
          Double.isNaN(score.spearman())
              ? NONE
              : String.format(Locale.ROOT, "%.3f", score.spearman()));
    }
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String interval(Range range, double scale, String form) {
    return Double.isNaN(range.from())
        ? NONE
        : String.format(
            Locale.ROOT, "[" + form + ", " + form + "]", scale * range.from(), scale * range.to());
  }
}
