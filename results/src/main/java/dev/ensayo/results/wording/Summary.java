package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import java.util.stream.Collectors;

/** The results in sentences. */
final class Summary {
  private final Terms terms;
  private final StudyResults results;

  Summary(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    VariantResults baseline = results.baseline();
    sentences.add(reference(baseline));
    for (VariantResults variant : results.variants()) {
      variant
          .comparison()
          .filter(found -> found.verdict() == Verdict.BETTER || found.verdict() == Verdict.WORSE)
          .ifPresent(found -> sentences.add(decided(variant, found)));
    }
    list(
        sentences, Verdict.NO_CLEAR_DIFFERENCE, "No clear difference to " + baseline.name() + ": ");
    list(sentences, Verdict.NOT_TESTED, "Not tested against " + baseline.name() + ": ");
    String lost =
        results.variants().stream()
            .filter(variant -> !variant.isBaseline() && variant.score().isEmpty())
            .map(VariantResults::name)
            .collect(Collectors.joining(", "));
    if (!lost.isEmpty()) {
      sentences.add("Without a finished run that has a score: " + lost + ".");
    }
    return sentences.build();
  }

  private String reference(VariantResults baseline) {
    if (baseline.score().isEmpty()) {
      return baseline.name() + " has no finished run with a score.";
    }
    String score =
        baseline.name() + " scores " + terms.scores().format(baseline.score().getAsDouble());
    return baseline.scores().length == 1
        ? score + ", with a single seed and so without an interval."
        : score
            + " "
            + terms.interval(baseline.interval())
            + ", the interquartile mean of "
            + Terms.counted(baseline.scores().length, "seed")
            + ".";
  }

  private String decided(VariantResults variant, Comparison found) {
    String p = Figures.probability(found.correctedP().orElseThrow());
    return variant.name()
        + " is "
        + Terms.of(found.verdict())
        + " than "
        + results.baseline().name()
        + ": "
        + terms.scores().signed(found.difference())
        + terms.signedInterval(found.interval()).map(interval -> " " + interval).orElse("")
        + ", p "
        + (p.startsWith("<") ? "" : "= ")
        + p
        + ".";
  }

  private void list(ImmutableList.Builder<String> sentences, Verdict verdict, String start) {
    String names =
        results.variants().stream()
            .filter(v -> v.comparison().map(c -> c.verdict() == verdict).orElse(false))
            .map(VariantResults::name)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      sentences.add(start + names + ".");
    }
  }
}
