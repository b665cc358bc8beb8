package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;

/** Seeds, scores and comparisons: the table to quote. */
final class ResultsTable {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;

  ResultsTable(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  ReportTable table() {
    return new ReportTable(
        comparison(terms.capitalized(terms.scoresName())),
        columns(),
        results.variants().stream().map(this::row).collect(ImmutableList.toImmutableList()));
  }

  private String comparison(String scores) {
    if (!results.isComparison()) {
      return scores;
    }
    return results.hasOneBaseline()
        ? words.say("{0} and comparison with {1}", scores, results.baseline().name())
        : words.say(
            "{0} and comparison at each value of {1}",
            scores, results.study().report().within().orElseThrow());
  }

  private ImmutableList<Column> columns() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Variant")));
    if (results.isComparison()) {
      if (!results.hasOneBaseline()) {
        columns.add(Column.text(words.say("Compared with")));
      }
      columns.add(Column.text(words.say("Verdict")));
    }
    columns.add(
        Column.number(
            words.say("{0}, interquartile mean [95\u00a0%\u00a0interval]", terms.score())));
    if (results.isComparison()) {
      columns.add(
          Column.number(
              results.hasOneBaseline()
                  ? words.say(
                      "Difference to {0} [95\u00a0%\u00a0interval]", results.baseline().name())
                  : words.say("Difference to that [95\u00a0%\u00a0interval]")),
          terms.sequential().isPresent()
              ? Column.text(words.say("Decided at look"))
              : Column.number(words.say("p, Holm-corrected")),
          Column.number(words.say("Probability of improvement [95\u00a0%\u00a0interval]")));
    }
    return columns.add(Column.text(words.say("Seeds finished"))).build();
  }

  private Row row(VariantResults variant) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(Cell.of(variant.label()));
    if (results.isComparison()) {
      if (!results.hasOneBaseline()) {
        cells.add(comparedWith(variant));
      }
      cells.add(verdict(variant));
    }
    cells.add(terms.score(variant));
    if (results.isComparison()) {
      cells.addAll(comparison(variant));
    }
    cells.add(terms.finished(variant));
    return Row.of(variant, cells.build());
  }

  private Cell comparedWith(VariantResults variant) {
    return variant.isBaseline()
        ? Cell.NONE
        : results.baselineOf(variant).map(baseline -> Cell.of(baseline.name())).orElse(Cell.NONE);
  }

  private Cell verdict(VariantResults variant) {
    if (variant.isBaseline()) {
      return Cell.of(words.say("reference"));
    }
    if (variant.isIncomparable()) {
      return new Cell(words.say("not compared"), terms.reservations(variant).brief());
    }
    if (variant.comparison().isEmpty()) {
      return Cell.of(words.say("nothing to compare"));
    }
    Verdict verdict = variant.comparison().get().verdict();
    boolean isClaim = verdict == Verdict.BETTER || verdict == Verdict.WORSE;
    return new Cell(
        isClaim && !variant.breaches().isEmpty()
            ? words.say("scored {0}", terms.of(verdict))
            : terms.of(verdict),
        beside(variant, verdict));
  }

  private String beside(VariantResults variant, Verdict verdict) {
    return switch (verdict) {
      case TOO_FEW_SEEDS -> terms.tooFew(variant);
      case UNDECIDED ->
          terms.sequential().orElseThrow().undecided(variant.comparison().orElseThrow());
      default -> terms.reservations(variant).brief();
    };
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
        terms
            .sequential()
            .map(found -> found.look(comparison))
            .orElseGet(() -> Cell.of(comparison.correctedP(), words::probability)),
        new StatisticsTables(terms).improvement(comparison));
  }
}
