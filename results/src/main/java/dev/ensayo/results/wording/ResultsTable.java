package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;

/** Seeds, scores and comparisons: the table to quote. */
final class ResultsTable {
  private final Terms terms;
  private final StudyResults results;

  ResultsTable(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  ReportTable table() {
    return new ReportTable(
        Terms.capitalized(terms.scoresName())
            + (results.isComparison() ? " and comparison with " + results.baseline().name() : ""),
        columns(),
        results.variants().stream().map(this::row).collect(ImmutableList.toImmutableList()));
  }

  private ImmutableList<Column> columns() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text("Variant"));
    if (results.isComparison()) {
      columns.add(Column.text("Verdict"));
    }
    columns.add(Column.number(terms.score() + ", interquartile mean [95\u00a0%\u00a0interval]"));
    if (results.isComparison()) {
      columns.add(
          Column.number(
              "Difference to " + results.baseline().name() + " [95\u00a0%\u00a0interval]"),
          Column.number("p, Holm-corrected"),
          Column.number("Probability of improvement [95\u00a0%\u00a0interval]"));
    }
    return columns.add(Column.text("Seeds finished")).build();
  }

  private Row row(VariantResults variant) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(Cell.of(variant.label()));
    if (results.isComparison()) {
      cells.add(verdict(variant));
    }
    cells.add(terms.score(variant));
    if (results.isComparison()) {
      cells.addAll(comparison(variant));
    }
    cells.add(terms.finished(variant));
    return Row.of(variant, cells.build());
  }

  private Cell verdict(VariantResults variant) {
    if (variant.isBaseline()) {
      return Cell.of("reference");
    }
    if (variant.isIncomparable()) {
      return new Cell("not compared", terms.reservations(variant).brief());
    }
    if (variant.comparison().isEmpty()) {
      return Cell.of("nothing to compare");
    }
    Verdict verdict = variant.comparison().get().verdict();
    boolean isClaim = verdict == Verdict.BETTER || verdict == Verdict.WORSE;
    return new Cell(
        (isClaim && !variant.breaches().isEmpty() ? "scored " : "") + Terms.of(verdict),
        verdict == Verdict.TOO_FEW_SEEDS
            ? terms.tooFew(variant)
            : terms.reservations(variant).brief());
  }

  private ImmutableList<Cell> comparison(VariantResults variant) {
    if (variant.comparison().isEmpty()) {
      return ImmutableList.of(Cell.NONE, Cell.NONE, Cell.NONE);
    }
    Comparison comparison = variant.comparison().get();
    return ImmutableList.of(
        new Cell(
            terms.scores().signed(comparison.difference()),
            terms.signedInterval(comparison.interval()).orElse("")),
        Cell.of(comparison.correctedP(), Figures::probability),
        StatisticsTables.improvement(comparison, terms.higherIsBetter()));
  }
}
