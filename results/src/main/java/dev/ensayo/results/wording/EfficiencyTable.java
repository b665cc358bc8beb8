package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StepsToThreshold;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sample efficiency. */
final class EfficiencyTable {
  private final Terms terms;
  private final StudyResults results;

  EfficiencyTable(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  /** Empty if the report's metric has no curve over a clock. */
  Optional<ReportTable> table() {
    if (results.curves().isEmpty() || results.curves().get().end() == 0) {
      return Optional.empty();
    }
    boolean hasThreshold = results.threshold().isPresent();
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text("Variant"));
    if (hasThreshold) {
      String at = Figures.of(results.threshold().getAsDouble());
      columns.add(
          Column.number(Terms.capitalized(terms.clock()) + " to " + at + ", median [range]"),
          Column.number("Kaplan–Meier median [95\u00a0%\u00a0interval]"),
          Column.text("Seeds that reach it"));
    }
    // What is not the score stands here.
    columns.add(
        Column.number(
            terms.isMean()
                ? "Last " + terms.metric() + ", interquartile mean"
                : "Mean of " + terms.metric() + " over the run"));
    Figures others =
        Figures.forAll(
            results.variants().stream().flatMapToDouble(v -> other(v).stream()).toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(variant.label()));
      if (hasThreshold) {
        cells.add(
            variant.stepsToThreshold().map(EfficiencyTable::steps).orElse(Cell.NONE),
            variant.stepsToThreshold().map(EfficiencyTable::survival).orElse(Cell.NONE),
            variant.stepsToThreshold().map(EfficiencyTable::reached).orElse(Cell.NONE));
      }
      cells.add(Cell.of(other(variant), others::format));
      rows.add(Row.of(variant, cells.build()));
    }
    return Optional.of(new ReportTable("Sample efficiency", columns.build(), rows.build()));
  }

  private OptionalDouble other(VariantResults variant) {
    return terms.isMean() ? variant.lastValue(terms.metric()) : variant.meanLevel();
  }

  private static Cell steps(StepsToThreshold steps) {
    if (steps.reached().isEmpty()) {
      return Cell.of("not reached");
    }
    double first = steps.reached().values().stream().mapToLong(v -> v).min().orElseThrow();
    double last = steps.reached().values().stream().mapToLong(v -> v).max().orElseThrow();
    String end = steps.censored().isEmpty() ? Figures.count(last) : "not reached";
    String range = "[" + Figures.count(first) + ", " + end + "]";
    return steps.median().isPresent()
        ? new Cell(Figures.count(steps.median().getAsDouble()), range)
        : new Cell("not reached by half", range);
  }

  private static Cell survival(StepsToThreshold steps) {
    return steps
        .survival()
        .map(
            fit ->
                new Cell(
                    fit.median().isPresent()
                        ? Figures.count(fit.median().getAsDouble())
                        : "not reached by half",
                    fit.medianInterval().map(EfficiencyTable::interval).orElse("no interval")))
        .orElse(Cell.NONE);
  }

  private static String interval(Interval interval) {
    return "["
        + Figures.count(interval.low())
        + ", "
        + (Double.isInfinite(interval.high()) ? "open" : Figures.count(interval.high()))
        + "]";
  }

  private static Cell reached(StepsToThreshold steps) {
    if (steps.reached().isEmpty()) {
      return Cell.of("none of " + steps.seeds());
    }
    if (steps.censored().isEmpty()) {
      return Cell.of("all " + steps.seeds());
    }
    return new Cell(
        steps.reached().size() + " of " + steps.seeds(), "not " + Terms.seeds(steps.censored()));
  }
}
