package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.FactorialAnova;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The effects of parts, and the analysis of variance behind them. */
final class EffectsTable {
  private final Terms terms;
  private final Phrasebook words;
  private final AblationEffects found;

  EffectsTable(Terms terms, AblationEffects found) {
    this.terms = terms;
    this.words = terms.words();
    this.found = found;
  }

  /** "double", or "double × n-step". */
  static String name(PartEffect effect) {
    return effect.other().map(other -> effect.part() + " × " + other).orElse(effect.part());
  }

  /** Empty where no effect could be computed. */
  Optional<ReportTable> effects() {
    if (found.effects().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportTable(
            caption(),
            ImmutableList.of(
                Column.text(words.say("Part")),
                Column.text(words.say("Verdict")),
                Column.number(words.say("Change of {0} [95\u00a0%\u00a0interval]", terms.score())),
                Column.number(words.say("p, Holm-corrected"))),
            found.effects().stream().map(this::row).collect(ImmutableList.toImmutableList())));
  }

  private String caption() {
    return switch (found.ablation().type()) {
      case DROP_ONE -> words.say("What each part changes beside all the others");
      case ADD_ONE -> words.say("What each part changes by itself");
      case FACTORIAL ->
          words.say(
              "What each part changes on average, and what two change together beyond the sum of"
                  + " both");
    };
  }

  private Row row(PartEffect effect) {
    return new Row(
        effect.variant().map(v -> OptionalInt.of(v.place())).orElse(OptionalInt.empty()),
        ImmutableList.of(
            Cell.of(name(effect)),
            verdict(effect),
            new Cell(
                terms.scores().signed(effect.effect()),
                terms.signedInterval(effect.interval()).orElse("")),
            Cell.of(effect.correctedP(), words::probability)));
  }

  private Cell verdict(PartEffect effect) {
    String reservations = effect.variant().map(v -> terms.reservations(v).brief()).orElse("");
    boolean isFactorial = found.ablation().type() == Ablation.Type.FACTORIAL;
    return new Cell(
        switch (effect.verdict()) {
          case BETTER ->
              effect.other().isPresent() ? words.say("better together") : words.say("helps");
          case WORSE ->
              effect.other().isPresent() ? words.say("worse together") : words.say("hurts");
          case NO_CLEAR_DIFFERENCE -> words.say("no clear effect");
          case UNDECIDED -> terms.of(Verdict.UNDECIDED);
          case TOO_FEW_SEEDS ->
              isFactorial ? words.say("no test") : terms.of(Verdict.TOO_FEW_SEEDS);
        },
        reservations);
  }

  /** Empty for what is no factorial, and where there is none. */
  Optional<ReportTable> anova() {
    return found.anova().map(this::table);
  }

  private ReportTable table(FactorialAnova anova) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    List<PartEffect> effects = found.effects();
    for (int i = 0; i < effects.size(); i++) {
      rows.add(line(name(effects.get(i)), anova.effects().get(i).source()));
    }
    anova.higher().ifPresent(higher -> rows.add(line(words.say("three parts and more"), higher)));
    rows.add(line(words.say("seeds"), anova.seeds()));
    rows.add(line(words.say("error"), anova.error()));
    rows.add(line(words.say("total"), anova.total(), true));
    return new ReportTable(
        words.say(
            "Analysis of variance of {0}, the {1} as blocks",
            terms.score(), terms.seedCount(found.seeds().size())),
        ImmutableList.of(
            Column.text(words.say("Source")),
            Column.number(words.say("Sum of squares")),
            Column.number(words.say("Degrees of freedom")),
            Column.number(words.say("Mean square")),
            Column.number(words.say("F")),
            Column.number(words.say("p, uncorrected"))),
        rows.build());
  }

  private Row line(String name, FactorialAnova.Source source) {
    return line(name, source, false);
  }

  private Row line(String name, FactorialAnova.Source source, boolean isTotal) {
    return new Row(
        OptionalInt.empty(),
        ImmutableList.of(
            Cell.of(name),
            Cell.of(words.number(source.sumOfSquares())),
            Cell.of(words.amount(source.degreesOfFreedom())),
            isTotal ? Cell.NONE : Cell.of(words.number(source.meanSquare())),
            source.f().map(f -> Cell.of(words.number(f))).orElse(Cell.NONE),
            source.p().map(p -> Cell.of(words.probability(p))).orElse(Cell.NONE)));
  }
}
