package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last value of each other test: a row for each test, or of many variants for each of these.
 */
final class LastValuesTable {
  private final Phrasebook words;
  private final StudyResults results;

  LastValuesTable(Terms terms) {
    this.words = terms.words();
    this.results = terms.results();
  }

  /** Empty if there is no other test. */
  Optional<ReportTable> table() {
    ImmutableSortedSet<String> metrics = results.otherTestMetrics();
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(results.isCrowded() ? byVariant(metrics) : byMetric(metrics));
  }

  private ReportTable byMetric(ImmutableSortedSet<String> metrics) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Metric")));
    results.variants().forEach(variant -> columns.add(Column.number(variant.label())));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (String metric : metrics) {
      Figures figures = figures(metric);
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(metric));
      results
          .variants()
          .forEach(variant -> cells.add(Cell.of(variant.lastValue(metric), figures::format)));
      rows.add(new Row(OptionalInt.empty(), cells.build()));
    }
    return new ReportTable(caption(), columns.build(), rows.build());
  }

  private ReportTable byVariant(ImmutableSortedSet<String> metrics) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Variant")));
    metrics.forEach(metric -> columns.add(Column.number(metric)));
    List<Figures> figures = metrics.stream().map(this::figures).toList();
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(variant.label()));
      int column = 0;
      for (String metric : metrics) {
        cells.add(Cell.of(variant.lastValue(metric), figures.get(column++)::format));
      }
      rows.add(Row.of(variant, cells.build()));
    }
    return new ReportTable(caption(), columns.build(), rows.build());
  }

  private String caption() {
    return words.say("Last values of other tests, interquartile mean over finished runs");
  }

  private Figures figures(String metric) {
    return words.figures(
        results.variants().stream()
            .flatMapToDouble(variant -> variant.lastValue(metric).stream())
            .toArray());
  }
}
