package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.markup.Figures;
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
  private final AblationEffects found;

  EffectsTable(Terms terms, AblationEffects found) {
    this.terms = terms;
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
                Column.text("Part"),
                Column.text("Verdict"),
                Column.number("Change of " + terms.score() + " [95\u00a0%\u00a0interval]"),
                Column.number("p, Holm-corrected")),
            found.effects().stream().map(this::row).collect(ImmutableList.toImmutableList())));
  }

  private String caption() {
    return switch (found.ablation().type()) {
      case DROP_ONE -> "What each part changes beside all the others";
      case ADD_ONE -> "What each part changes by itself";
      case FACTORIAL ->
          "What each part changes on average, and what two change together beyond"
              + " the sum of both";
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
            Cell.of(effect.correctedP(), Figures::probability)));
  }

  private Cell verdict(PartEffect effect) {
    String reservations = effect.variant().map(v -> terms.reservations(v).brief()).orElse("");
    boolean isFactorial = found.ablation().type() == Ablation.Type.FACTORIAL;
    return new Cell(
        switch (effect.verdict()) {
          case BETTER -> effect.other().isPresent() ? "better together" : "helps";
          case WORSE -> effect.other().isPresent() ? "worse together" : "hurts";
          case NO_CLEAR_DIFFERENCE -> "no clear effect";
          case TOO_FEW_SEEDS -> isFactorial ? "no test" : Terms.of(Verdict.TOO_FEW_SEEDS);
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
    anova.higher().ifPresent(higher -> rows.add(line("three parts and more", higher)));
    rows.add(line("seeds", anova.seeds()));
    rows.add(line("error", anova.error()));
    rows.add(line("total", anova.total()));
    return new ReportTable(
        "Analysis of variance of "
            + terms.score()
            + ", the "
            + Terms.counted(found.seeds().size(), "seed")
            + " as blocks",
        ImmutableList.of(
            Column.text("Source"),
            Column.number("Sum of squares"),
            Column.number("Degrees of freedom"),
            Column.number("Mean square"),
            Column.number("F"),
            Column.number("p, uncorrected")),
        rows.build());
  }

  private static Row line(String name, FactorialAnova.Source source) {
    boolean isTotal = name.equals("total");
    return new Row(
        OptionalInt.empty(),
        ImmutableList.of(
            Cell.of(name),
            Cell.of(Figures.of(source.sumOfSquares())),
            Cell.of(Figures.count(source.degreesOfFreedom())),
            isTotal ? Cell.NONE : Cell.of(Figures.of(source.meanSquare())),
            source.f().map(f -> Cell.of(Figures.of(f))).orElse(Cell.NONE),
            source.p().map(p -> Cell.of(Figures.probability(p))).orElse(Cell.NONE)));
  }
}
