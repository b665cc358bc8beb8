package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What each part of an agent does, in sentences. */
final class AblationSummary {
  private final Terms terms;
  private final StudyResults results;
  private final AblationEffects found;
  private final boolean isFactorial;

  AblationSummary(Terms terms, AblationEffects found) {
    this.terms = terms;
    this.results = terms.results();
    this.found = found;
    this.isFactorial = found.ablation().type() == Ablation.Type.FACTORIAL;
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (isFactorial && found.anova().isEmpty()) {
      return sentences
          .add(
              "The effects of the parts are not computed: "
                  + (found.seeds().isEmpty() ? "no seed has" : "one seed alone has")
                  + " a score in every combination, and two are needed.")
          .build();
    }
    found.effects().stream()
        .filter(AblationSummary::isDecided)
        .forEach(effect -> sentences.add(decided(effect)));
    list(sentences, "No clear effect: ", false, Verdict.NO_CLEAR_DIFFERENCE);
    list(sentences, "No clear interaction: ", true, Verdict.NO_CLEAR_DIFFERENCE);
    undecided(sentences);
    if (isFactorial) {
      completeSeeds(sentences);
    }
    return sentences.build();
  }

  private static boolean isDecided(PartEffect effect) {
    return effect.verdict() == Verdict.BETTER || effect.verdict() == Verdict.WORSE;
  }

  private String decided(PartEffect effect) {
    List<String> reservations =
        effect.variant().map(v -> terms.reservations(v).clauses()).orElse(ImmutableList.of());
    boolean isSure = reservations.isEmpty() && reservationsOfCells().isEmpty();
    boolean helps = effect.verdict() == Verdict.BETTER;
    return effect.other().isPresent()
        ? together(effect)
        : effect.part()
            + (helps ? isSure ? " helps" : " helped" : isSure ? " hurts" : " hurt")
            + ": "
            + way()
            + " changes the score by "
            + change(effect)
            + (reservations.isEmpty() ? "" : ", with reservations: ")
            + String.join("; ", reservations)
            + ".";
  }

  /** How a part makes its difference. */
  private String way() {
    return switch (found.ablation().type()) {
      case DROP_ONE -> "having it beside all the others";
      case ADD_ONE -> "having it alone";
      case FACTORIAL -> "having it, on average over all combinations of the others,";
    };
  }

  private String together(PartEffect effect) {
    return effect.part()
        + " and "
        + effect.other().orElseThrow()
        + " together change the score by "
        + change(effect)
        + " beyond the sum of what each does alone"
        + (found.ablation().parts().size() > 2 ? ", on average over the others" : "")
        + ": "
        + simple(effect.part(), effect.other().orElseThrow(), effect)
        + ", "
        + simple(effect.other().orElseThrow(), effect.part(), effect)
        + ".";
  }

  /** What a part does without another and with it: half an interaction to either side. */
  private String simple(String part, String other, PartEffect interaction) {
    double alone =
        found.effects().stream()
            .filter(effect -> effect.other().isEmpty() && effect.part().equals(part))
            .findFirst()
            .orElseThrow()
            .effect();
    return part
        + " by "
        + terms.scores().signed(alone - interaction.effect() / 2)
        + " without "
        + other
        + " and "
        + terms.scores().signed(alone + interaction.effect() / 2)
        + " with it";
  }

  private String change(PartEffect effect) {
    String p = Figures.probability(effect.correctedP().orElseThrow());
    return terms.scores().signed(effect.effect())
        + terms.signedInterval(effect.interval()).map(interval -> " " + interval).orElse("")
        + ", p "
        + (p.startsWith("<") ? "" : "= ")
        + p;
  }

  private void list(
      ImmutableList.Builder<String> sentences,
      String start,
      boolean isInteraction,
      Verdict verdict) {
    List<String> names =
        found.effects().stream()
            .filter(effect -> effect.verdict() == verdict)
            .filter(effect -> effect.other().isPresent() == isInteraction)
            .map(this::named)
            .toList();
    if (!names.isEmpty()) {
      sentences.add(start + Terms.capped(names) + ".");
    }
  }

  private String named(PartEffect effect) {
    String brief = effect.variant().map(v -> terms.reservations(v).brief()).orElse("");
    return EffectsTable.name(effect) + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  private void undecided(ImmutableList.Builder<String> sentences) {
    List<PartEffect> undecided =
        found.effects().stream()
            .filter(effect -> effect.verdict() == Verdict.TOO_FEW_SEEDS)
            .toList();
    if (undecided.isEmpty()) {
      return;
    }
    if (isFactorial) {
      sentences.add(
          "There is no test of the effects: no seed differs from another in what the parts do.");
      return;
    }
    sentences.add(
        "Too few seeds to decide: "
            + Terms.capped(
                undecided.stream()
                    .map(effect -> effect.part() + " (" + tooFew(effect) + ")")
                    .toList())
            + ".");
  }

  private String tooFew(PartEffect effect) {
    return terms.tooFew(effect.variant().orElseThrow());
  }

  private void completeSeeds(ImmutableList.Builder<String> sentences) {
    int lost = results.study().seeds().size() - found.seeds().size();
    if (lost > 0) {
      sentences.add(
          "The effects are those of the "
              + found.seeds().size()
              + " of "
              + results.study().seeds().size()
              + " seeds that have a score in every combination; what else was run is not in them.");
    }
    Set<String> reservations = reservationsOfCells();
    if (!reservations.isEmpty()) {
      sentences.add(
          "Read the effects with a reservation: between combinations there are "
              + String.join(", ", reservations)
              + ".");
    }
  }

  /** Of a factorial, what makes its cells unlike each other beside the parts. */
  private Set<String> reservationsOfCells() {
    Set<String> briefs = new LinkedHashSet<>();
    if (isFactorial) {
      results.variants().stream()
          .filter(variant -> found.ablation().on().containsKey(variant.name()))
          .flatMap(variant -> differences(variant))
          .forEach(briefs::add);
    }
    return briefs;
  }

  private Stream<String> differences(VariantResults variant) {
    return terms.reservations(variant).briefsOfDifferences();
  }

  /** Whether a comparison is told here, so that it need not be told again. */
  boolean tells(VariantResults variant) {
    return found.effects().stream()
        .anyMatch(effect -> effect.variant().filter(variant::equals).isPresent());
  }

  /** What decides about a part, for the methods. */
  static String method(AblationEffects found) {
    return found.ablation().type() == Ablation.Type.FACTORIAL
        ? "The effect of a part is the mean of all scores with it minus that of all without; an"
            + " interaction is how much larger the effect of one part is with the other than"
            + " without. F and p are from an analysis of variance with the seeds as blocks, the"
            + " intervals are t-intervals with its error; p of effects and interactions is corrected"
            + " together by Holm's method. An effect is clear if the corrected p is below "
            + Figures.of(Comparison.LEVEL)
            + "."
        : "In an ablation runs of one seed are pairs: the interval of an effect is a bootstrap of"
            + " the seeds that keeps pairs together, and p is from the paired t-test (where nothing"
            + " varies, from the exact test), corrected for the number of parts by Holm's method.";
  }
}
