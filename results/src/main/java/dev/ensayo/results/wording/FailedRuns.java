package dev.ensayo.results.wording;

import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.ScoredRuns;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import java.util.Comparator;
import java.util.Optional;

/** How runs that failed are counted, in words. */
final class FailedRuns {
  private final StudyResults results;
  private final Terms terms;

  FailedRuns(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  /** How many runs of a variant count with the worst score. */
  static long counted(Study study, VariantResults variant) {
    return ScoredRuns.counted(study, variant);
  }

  /** Of what else has no score. */
  private String others() {
    long lost =
        results.variants().stream()
            .flatMap(variant -> variant.runs().stream())
            .filter(run -> !run.isFinished() && !ScoredRuns.countsAsWorst(results.study(), run))
            .count();
    return lost == 0
        ? ""
        : " "
            + Terms.counted(lost, "other run")
            + " without a score "
            + (lost == 1 ? "is" : "are")
            + " left out.";
  }

  /** What they count as; empty if none counts, by the study's choice or because none failed. */
  Optional<String> sentence() {
    long counted = results.variants().stream().mapToLong(v -> counted(results.study(), v)).sum();
    if (counted == 0) {
      return Optional.empty();
    }
    String score =
        results.variants().stream()
            .map(variant -> ScoredRuns.countedAs(results.study(), variant))
            .filter(worst -> worst.isPresent())
            .map(worst -> worst.getAsDouble())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(terms.scores()::format)
            .reduce((first, second) -> first + " or " + second)
            .orElseThrow();
    boolean isStated = results.study().report().statistics().worst().isPresent();
    return Optional.of(
        Terms.counted(counted, "run")
            + " that failed or diverged "
            + (counted == 1 ? "counts" : "count")
            + " with the score "
            + score
            + (isStated ? ", which the study states" : ", the worst of all runs")
            + " (report.failed: worst), in every score, interval and test below; curves, steps and"
            + " times leave them out."
            + others());
  }
}
