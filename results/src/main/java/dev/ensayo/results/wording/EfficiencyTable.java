package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
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
  private final Phrasebook words;
  private final StudyResults results;

  EfficiencyTable(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  /** Empty if the report's metric has no curve over a clock. */
  Optional<ReportTable> table() {
    if (results.curves().isEmpty() || results.curves().get().end() == 0) {
      return Optional.empty();
    }
    boolean hasThreshold = results.threshold().isPresent();
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Variant")));
    if (hasThreshold) {
      String at = words.number(results.threshold().getAsDouble());
      columns.add(
          Column.number(
              words.say("{0} to {1}, median [range]", terms.capitalized(terms.clock()), at)),
          Column.number(words.say("Kaplan–Meier median [95\u00a0%\u00a0interval]")),
          Column.text(words.say("Seeds that reach it")));
    }
    // What is not the score stands here.
    columns.add(
        Column.number(
            terms.isMean()
                ? words.say("Last {0}, interquartile mean", terms.metric())
                : words.say("Mean of {0} over the run", terms.metric())));
    Figures others =
        words.figures(
            results.variants().stream().flatMapToDouble(v -> other(v).stream()).toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(variant.label()));
      if (hasThreshold) {
        cells.add(
            variant.stepsToThreshold().map(this::steps).orElse(Cell.NONE),
            variant.stepsToThreshold().map(this::survival).orElse(Cell.NONE),
            variant.stepsToThreshold().map(this::reached).orElse(Cell.NONE));
      }
      cells.add(Cell.of(other(variant), others::format));
      rows.add(Row.of(variant, cells.build()));
    }
    return Optional.of(
        new ReportTable(words.say("Sample efficiency"), columns.build(), rows.build()));
  }

  private OptionalDouble other(VariantResults variant) {
    return terms.isMean() ? variant.lastValue(terms.metric()) : variant.meanLevel();
  }

  private Cell steps(StepsToThreshold steps) {
    if (steps.reached().isEmpty()) {
      return Cell.of(words.say("not reached"));
    }
    double first = steps.reached().values().stream().mapToLong(v -> v).min().orElseThrow();
    double last = steps.reached().values().stream().mapToLong(v -> v).max().orElseThrow();
    String end = steps.censored().isEmpty() ? words.amount(last) : words.say("not reached");
    String range = terms.between(words.amount(first), end);
    return steps.median().isPresent()
        ? new Cell(words.amount(steps.median().getAsDouble()), range)
        : new Cell(words.say("not reached by half"), range);
  }

  private Cell survival(StepsToThreshold steps) {
    return steps
        .survival()
        .map(
            fit ->
                new Cell(
                    fit.median().isPresent()
                        ? words.amount(fit.median().getAsDouble())
                        : words.say("not reached by half"),
                    fit.medianInterval().map(this::interval).orElse(words.say("no interval"))))
        .orElse(Cell.NONE);
  }

  private String interval(Interval interval) {
    return terms.between(
        words.amount(interval.low()),
        Double.isInfinite(interval.high()) ? words.say("open") : words.amount(interval.high()));
  }

  private Cell reached(StepsToThreshold steps) {
    if (steps.reached().isEmpty()) {
      return Cell.of(words.say("none of {0}", steps.seeds()));
    }
    if (steps.censored().isEmpty()) {
      return Cell.of(words.say("all {0}", steps.seeds()));
    }
    return new Cell(
        words.say("{0} of {1}", steps.reached().size(), steps.seeds()),
        words.say("not {0}", terms.seeds(steps.censored())));
  }
}
