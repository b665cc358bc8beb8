package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.MixedFact;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.InterquartileMean;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reader must know before believing a number. */
final class Notes {
  private final Terms terms;
  private final StudyResults results;
  private final Study study;
  private final List<VariantResults> variants;

  Notes(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.study = results.study();
    this.variants = results.variants();
  }

  ImmutableList<String> sentences() {
    List<String> notes = new ArrayList<>();
    boolean named = variants.stream().anyMatch(variant -> variant.name().equals(Variant.BASELINE));
    if (results.hasOneBaseline() && !named && !study.saysBaseline()) {
      notes.add(
          "No variant is called baseline, so the others are compared with the first, "
              + study.baseline().name()
              + ".");
    }
    MixedFact.of(variants).forEach(fact -> notes.add(mixed(fact)));
    addFor(
        notes,
        variant -> variant.scores().length == 1,
        "One score says nothing of the spread between seeds, so there is no interval and no"
            + " test: ");
    terms.coverage().ifPresent(notes::add);
    addFor(
        notes,
        variant ->
            variant.scores().length >= 1
                && variant.scores().length < InterquartileMean.FEWEST_TO_TRIM,
        "With fewer than four scores the interquartile mean is the plain mean: ");
    addFor(
        notes,
        variant -> variant.comparison().flatMap(Comparison::exact).isPresent(),
        "All seeds of a variant score the same, in the baseline too, so that Welch's test is not"
            + " defined; the exact permutation test decides: ");
    addFor(
        notes,
        variant -> variant.comparison().map(Comparison::assumesNormality).orElse(false),
        "With so few seeds p rests on scores being normally distributed; a test that does not"
            + " assume it cannot be below "
            + Figures.probability(Comparison.LEVEL)
            + " here: ");
    if (!study.report().exclude().isEmpty()) {
      notes.add(
          "Run, and left out of the comparison by report.exclude: "
              + String.join(", ", study.report().exclude())
              + ".");
    }
    if (!results.found().strays().isEmpty()) {
      notes.add(
          "The folder also holds runs that the study does not ask for; they are not part of this"
              + " report: "
              + String.join(", ", results.found().strays())
              + ".");
    }
    addMissingMetric(notes);
    addMissingAcross(notes);
    return ImmutableList.copyOf(notes);
  }

  private void addFor(List<String> notes, Predicate<VariantResults> applies, String text) {
    List<String> names = variants.stream().filter(applies).map(VariantResults::label).toList();
    if (!names.isEmpty()) {
      boolean all = names.size() == variants.size() && names.size() > 1;
      notes.add(text + (all ? "all variants" : Terms.capped(names)) + ".");
    }
  }

  /** "Not all runs were made with the same Java: 17 (baseline); 21 (table)." */
  private static String mixed(MixedFact fact) {
    String values =
        fact.variants().asMap().entrySet().stream()
            .map(each -> each.getKey() + " (" + Terms.capped(List.copyOf(each.getValue())) + ")")
            .collect(Collectors.joining("; "));
    return "Not all runs were made with the same "
        + fact.fact()
        + ": "
        + values
        + "."
        + (fact.isBetweenVariants()
            ? " Where variants differ in it, a difference between them may come from it."
            : "");
  }

  private void addMissingAcross(List<String> notes) {
    study
        .report()
        .across()
        .filter(setting -> ScoresAcross.of(results).isEmpty())
        .ifPresent(
            setting ->
                notes.add(
                    "report.across names "
                        + setting
                        + ", but no finished variant has a number there, so scores are not drawn"
                        + " against it."));
  }

  private void addMissingMetric(List<String> notes) {
    String metric = study.report().metric();
    TreeSet<String> recorded = new TreeSet<>();
    results.found().runs().forEach(run -> recorded.addAll(run.metrics().keySet()));
    if (!recorded.isEmpty() && !recorded.contains(metric)) {
      notes.add(
          "No run recorded the report's metric "
              + metric
              + "; recorded are "
              + String.join(", ", recorded)
              + ".");
    }
  }
}
