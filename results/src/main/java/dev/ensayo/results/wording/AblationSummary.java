package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What each part of an agent does, in sentences. */
final class AblationSummary {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final AblationEffects found;
  private final boolean isFactorial;

  AblationSummary(Terms terms, AblationEffects found) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.found = found;
    this.isFactorial = found.ablation().type() == Ablation.Type.FACTORIAL;
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (isFactorial && found.anova().isEmpty()) {
      return sentences
          .add(
              found.seeds().isEmpty()
                  ? words.say(
                      "The effects of the parts are not computed: no seed has a score in every"
                          + " combination, and two are needed.")
                  : words.say(
                      "The effects of the parts are not computed: one seed alone has a score in every"
                          + " combination, and two are needed."))
          .build();
    }
    found.effects().stream()
        .filter(AblationSummary::isDecided)
        .forEach(effect -> sentences.add(decided(effect)));
    named(false).ifPresent(names -> sentences.add(words.say("No clear effect: {0}.", names)));
    named(true).ifPresent(names -> sentences.add(words.say("No clear interaction: {0}.", names)));
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
    if (effect.other().isPresent()) {
      return together(effect);
    }
    String change = way(change(effect));
    return reservations.isEmpty()
        ? words.say("{0}: {1}.", claim(effect, isSure), change)
        : words.say(
            "{0}: {1}, with reservations: {2}.",
            claim(effect, isSure), change, String.join("; ", reservations));
  }

  private String claim(PartEffect effect, boolean isSure) {
    if (effect.verdict() == Verdict.BETTER) {
      return isSure
          ? words.say("{0} helps", effect.part())
          : words.say("{0} helped", effect.part());
    }
    return isSure
        ? words.say("{0} hurts", effect.part())
        : words.say("in these runs {0} hurt", effect.part());
  }

  /** How a part makes its difference. */
  private String way(String change) {
    return switch (found.ablation().type()) {
      case DROP_ONE ->
          words.say("having it beside all the others changes the score by {0}", change);
      case ADD_ONE -> words.say("having it alone changes the score by {0}", change);
      case FACTORIAL ->
          words.say(
              "having it, on average over all combinations of the others, changes the score by {0}",
              change);
    };
  }

  private String together(PartEffect effect) {
    String part = effect.part();
    String other = effect.other().orElseThrow();
    String simple = words.say("{0}, {1}", simple(part, other, effect), simple(other, part, effect));
    return found.ablation().parts().size() > 2
        ? words.say(
            "{0} and {1} together change the score by {2} beyond the sum of what each does alone, on"
                + " average over the others: {3}.",
            part, other, change(effect), simple)
        : words.say(
            "{0} and {1} together change the score by {2} beyond the sum of what each does alone:"
                + " {3}.",
            part, other, change(effect), simple);
  }

  /** What a part does without another and with it: half an interaction to either side. */
  private String simple(String part, String other, PartEffect interaction) {
    double alone =
        found.effects().stream()
            .filter(effect -> effect.other().isEmpty() && effect.part().equals(part))
            .findFirst()
            .orElseThrow()
            .effect();
    return words.say(
        "{0} by {1} without {2} and {3} with it",
        part,
        terms.scores().signed(alone - interaction.effect() / 2),
        other,
        terms.scores().signed(alone + interaction.effect() / 2));
  }

  private String change(PartEffect effect) {
    return words.say(
        "{0}, p {1}",
        terms.change(effect.effect(), effect.interval()),
        terms.equal(effect.correctedP().orElseThrow()));
  }

  /** The effects, or interactions, that are not clear; empty if there are none. */
  private Optional<String> named(boolean areInteractions) {
    List<String> names =
        found.effects().stream()
            .filter(effect -> effect.verdict() == Verdict.NO_CLEAR_DIFFERENCE)
            .filter(effect -> effect.other().isPresent() == areInteractions)
            .map(this::named)
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(terms.capped(names));
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
          words.say(
              "There is no test of the effects: no seed differs from another in what the parts"
                  + " do."));
      return;
    }
    sentences.add(
        words.say(
            "Too few seeds to decide: {0}.",
            terms.capped(
                undecided.stream()
                    .map(effect -> effect.part() + " (" + tooFew(effect) + ")")
                    .toList())));
  }

  private String tooFew(PartEffect effect) {
    return terms.tooFew(effect.variant().orElseThrow());
  }

  private void completeSeeds(ImmutableList.Builder<String> sentences) {
    int lost = results.study().seeds().size() - found.seeds().size();
    if (lost > 0) {
      sentences.add(
          words.say(
              "The effects are those of the {0} of {1} seeds that have a score in every combination;"
                  + " what else was run is not in them.",
              found.seeds().size(), results.study().seeds().size()));
    }
    Set<String> reservations = reservationsOfCells();
    if (!reservations.isEmpty()) {
      sentences.add(
          words.say(
              "Read the effects with a reservation: between combinations there are {0}.",
              String.join(", ", reservations)));
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
  String method() {
    return isFactorial
        ? words.say(
            "The effect of a part is the mean of all scores with it minus that of all without; an"
                + " interaction is how much larger the effect of one part is with the other than"
                + " without. F and p are from an analysis of variance with the seeds as blocks, the"
                + " intervals are t-intervals with its error; p of effects and interactions is"
                + " corrected together by Holm's method. An effect is clear if the corrected p is"
                + " below {0}.",
            words.number(Comparison.LEVEL))
        : words.say(
            "In an ablation runs of one seed are pairs: the interval of an effect is a bootstrap of"
                + " the seeds that keeps pairs together, and p is from the paired t-test (where"
                + " nothing varies, from the exact test), corrected for the number of parts by Holm's"
                + " method.");
  }
}
