package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.ComparisonGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Comparisons at each value of a setting, a sentence for each value. */
final class GroupSummary {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final String setting;

  /** Of a study that compares within a setting. */
  GroupSummary(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.setting = Terms.lastWord(results.study().report().within().orElseThrow());
  }

  ImmutableList<String> sentences() {
    return results.groups().all().stream()
        .map(this::sentence)
        .collect(ImmutableList.toImmutableList());
  }

  private String sentence(ComparisonGroup group) {
    List<VariantResults> variants =
        group.variants().stream().map(Variant::name).map(results::named).toList();
    if (group.baseline().isEmpty()) {
      return words.say(
          "At {0} {1} nothing is compared: no variant there is else as {2} is ({3}).",
          setting, group.value(), results.baseline().name(), names(variants));
    }
    VariantResults baseline = results.named(group.baseline().get().name());
    if (baseline.score().isEmpty()) {
      return words.say(
          "At {0} {1} nothing is compared: {2} has no score.",
          setting, group.value(), baseline.name());
    }
    List<String> clauses = new ArrayList<>();
    for (VariantResults variant : variants) {
      if (is(variant, Verdict.BETTER) || is(variant, Verdict.WORSE)) {
        clauses.add(decided(variant));
      }
    }
    with(variants, Verdict.NO_CLEAR_DIFFERENCE, this::named)
        .ifPresent(names -> clauses.add(words.say("no clear difference: {0}", names)));
    with(variants, Verdict.TOO_FEW_SEEDS, this::tooFew)
        .ifPresent(names -> clauses.add(words.say("too few seeds to decide: {0}", names)));
    with(variants, Verdict.UNDECIDED, this::undecided)
        .ifPresent(names -> clauses.add(words.say("undecided: {0}", names)));
    others(clauses, variants);
    return words.say(
        "At {0} {1}, against {2} with {3}: {4}.",
        setting,
        group.value(),
        baseline.name(),
        terms.scores().format(baseline.score().getAsDouble())
            + (baseline.interval().isPresent() ? " " + terms.interval(baseline.interval()) : ""),
        clauses.isEmpty() ? words.say("there is no other variant") : String.join("; ", clauses));
  }

  private static boolean is(VariantResults variant, Verdict verdict) {
    return variant.comparison().map(found -> found.verdict() == verdict).orElse(false);
  }

  private String decided(VariantResults variant) {
    Comparison found = variant.comparison().orElseThrow();
    ImmutableList<String> reservations = terms.reservations(variant).clauses();
    String verdict = claim(found.verdict(), reservations.isEmpty());
    String change = terms.change(found.difference(), found.interval());
    String claim =
        terms
            .sequential()
            .map(
                sequential ->
                    words.say(
                        "{0} {1}, {2}, {3}",
                        variant.label(), verdict, change, sequential.decided(found)))
            .orElseGet(
                () ->
                    words.say(
                        "{0} {1}, {2}, p {3}",
                        variant.label(),
                        verdict,
                        change,
                        terms.equal(found.correctedP().orElseThrow())));
    return reservations.isEmpty()
        ? claim
        : words.say("{0} ({1})", claim, String.join(", ", reservations));
  }

  private String claim(Verdict verdict, boolean holds) {
    if (verdict == Verdict.BETTER) {
      return holds ? words.say("is better") : words.say("scored better");
    }
    return holds ? words.say("is worse") : words.say("scored worse");
  }

  private String named(VariantResults variant) {
    String brief = terms.reservations(variant).brief();
    return variant.label() + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  private String undecided(VariantResults variant) {
    return variant.label()
        + " ("
        + terms.sequential().orElseThrow().undecided(variant.comparison().orElseThrow())
        + ")";
  }

  private String tooFew(VariantResults variant) {
    return variant.label() + " (" + terms.tooFew(variant) + ")";
  }

  /** Those of a verdict; empty if there are none. */
  private Optional<String> with(
      List<VariantResults> variants, Verdict verdict, Function<VariantResults, String> word) {
    List<String> found = variants.stream().filter(one -> is(one, verdict)).map(word).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(terms.capped(found));
  }

  private void others(List<String> clauses, List<VariantResults> variants) {
    List<VariantResults> incomparable =
        variants.stream().filter(VariantResults::isIncomparable).toList();
    if (!incomparable.isEmpty()) {
      clauses.add(words.say("not compared, because the task differs: {0}", names(incomparable)));
    }
    List<VariantResults> unscored =
        variants.stream().filter(variant -> variant.score().isEmpty()).toList();
    if (!unscored.isEmpty()) {
      clauses.add(words.say("without a finished run that has a score: {0}", names(unscored)));
    }
  }

  private String names(List<VariantResults> variants) {
    return terms.capped(variants.stream().map(VariantResults::label).toList());
  }
}
