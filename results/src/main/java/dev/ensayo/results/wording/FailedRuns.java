package dev.ensayo.results.wording;

import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.ScoredRuns;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How runs that failed are counted, in words. */
final class FailedRuns {
  private final StudyResults results;
  private final Terms terms;
  private final Phrasebook words;

  FailedRuns(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  /** How many runs of a variant count with the worst score. */
  static long countedAsWorst(Study study, VariantResults variant) {
    return ScoredRuns.countedAsWorst(study, variant);
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
        : words.counted(
            lost,
            "{0} other run without a score is left out.|{0} other runs without a score are left"
                + " out.");
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }

  /** Whose scores are partly or wholly those of runs that failed, for the first part. */
  Optional<String> claim() {
    List<String> variants =
        results.variants().stream()
            .filter(variant -> countedAsWorst(results.study(), variant) > 0)
            .map(this::counted)
            .toList();
    return variants.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.say(
                "Runs without a score count with the worst (report.failed: worst): {0}.",
                terms.capped(variants, "; ")));
  }

  private String counted(VariantResults variant) {
    return words.say(
        "{0} ({1} of {2}, as {3})",
        variant.label(),
        countedAsWorst(results.study(), variant),
        variant.runs().size(),
        terms.scores().format(ScoredRuns.countedAs(results.study(), variant).orElseThrow()));
  }

  /** What they count as; empty if none counts, by the study's choice or because none failed. */
  Optional<String> sentence() {
    long counted =
        results.variants().stream().mapToLong(v -> countedAsWorst(results.study(), v)).sum();
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
            .reduce((first, second) -> words.say("{0} or {1}", first, second))
            .orElseThrow();
    boolean isStated = results.study().report().statistics().worst().isPresent();
    return Optional.of(
        joined(
            isStated
                ? words.counted(
                    counted,
                    "{0} run that failed or diverged counts with the score {1}, which the study states"
                        + " (report.failed: worst), in every score, interval and test below; curves,"
                        + " steps and times leave it out.|{0} runs that failed or diverged count with the"
                        + " score {1}, which the study states (report.failed: worst), in every score,"
                        + " interval and test below; curves, steps and times leave them out.",
                    score)
                : words.counted(
                    counted,
                    "{0} run that failed or diverged counts with the score {1}, the worst of all runs"
                        + " (report.failed: worst), in every score, interval and test below; curves,"
                        + " steps and times leave it out.|{0} runs that failed or diverged count with the"
                        + " score {1}, the worst of all runs (report.failed: worst), in every score,"
                        + " interval and test below; curves, steps and times leave them out.",
                    score),
            others()));
  }
}
