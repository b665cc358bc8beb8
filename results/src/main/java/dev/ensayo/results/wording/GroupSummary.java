package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.ComparisonGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Comparisons at each value of a setting, a sentence for each value. */
final class GroupSummary {
  private final Terms terms;
  private final StudyResults results;
  private final String setting;

  /** Of a study that compares within a setting. */
  GroupSummary(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.setting = Terms.lastWord(results.study().report().within().orElseThrow());
  }

  ImmutableList<String> sentences() {
    return results.groups().all().stream()
        .map(this::sentence)
        .collect(ImmutableList.toImmutableList());
  }

  private String sentence(ComparisonGroup group) {
    String at = "At " + setting + " " + group.value();
    List<VariantResults> variants =
        group.variants().stream().map(Variant::name).map(results::named).toList();
    if (group.baseline().isEmpty()) {
      return at
          + " nothing is compared: no variant there is else as "
          + results.baseline().name()
          + " is ("
          + names(variants)
          + ").";
    }
    VariantResults baseline = results.named(group.baseline().get().name());
    if (baseline.score().isEmpty()) {
      return at + " nothing is compared: " + baseline.name() + " has no score.";
    }
    List<String> clauses = new ArrayList<>();
    for (VariantResults variant : variants) {
      if (is(variant, Verdict.BETTER) || is(variant, Verdict.WORSE)) {
        clauses.add(decided(variant));
      }
    }
    list(clauses, "no clear difference: ", variants, Verdict.NO_CLEAR_DIFFERENCE, this::named);
    list(clauses, "too few seeds to decide: ", variants, Verdict.TOO_FEW_SEEDS, this::tooFew);
    others(clauses, variants);
    return at
        + ", against "
        + baseline.name()
        + " with "
        + terms.scores().format(baseline.score().getAsDouble())
        + (baseline.interval().isPresent() ? " " + terms.interval(baseline.interval()) : "")
        + ": "
        + (clauses.isEmpty() ? "there is no other variant" : String.join("; ", clauses))
        + ".";
  }

  private static boolean is(VariantResults variant, Verdict verdict) {
    return variant.comparison().map(found -> found.verdict() == verdict).orElse(false);
  }

  private String decided(VariantResults variant) {
    Comparison found = variant.comparison().orElseThrow();
    ImmutableList<String> reservations = terms.reservations(variant).clauses();
    String p = Figures.probability(found.correctedP().orElseThrow());
    return variant.label()
        + (reservations.isEmpty() ? " is " : " scored ")
        + Terms.of(found.verdict())
        + ", "
        + terms.scores().signed(found.difference())
        + terms.signedInterval(found.interval()).map(interval -> " " + interval).orElse("")
        + ", p "
        + (p.startsWith("<") ? "" : "= ")
        + p
        + (reservations.isEmpty() ? "" : " (" + String.join(", ", reservations) + ")");
  }

  private String named(VariantResults variant) {
    String brief = terms.reservations(variant).brief();
    return variant.label() + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  private String tooFew(VariantResults variant) {
    return variant.label() + " (" + terms.tooFew(variant) + ")";
  }

  private static void list(
      List<String> clauses,
      String start,
      List<VariantResults> variants,
      Verdict verdict,
      Function<VariantResults, String> word) {
    List<VariantResults> found = variants.stream().filter(one -> is(one, verdict)).toList();
    if (!found.isEmpty()) {
      clauses.add(start + Terms.capped(found.stream().map(word).toList()));
    }
  }

  private static void others(List<String> clauses, List<VariantResults> variants) {
    List<VariantResults> incomparable =
        variants.stream().filter(VariantResults::isIncomparable).toList();
    if (!incomparable.isEmpty()) {
      clauses.add("not compared, because the task differs: " + names(incomparable));
    }
    List<VariantResults> unscored =
        variants.stream().filter(variant -> variant.score().isEmpty()).toList();
    if (!unscored.isEmpty()) {
      clauses.add("without a finished run that has a score: " + names(unscored));
    }
  }

  private static String names(List<VariantResults> variants) {
    return Terms.capped(variants.stream().map(VariantResults::label).toList());
  }
}
