package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The last value of each other test, a row each. */
final class LastValuesTable {
  private final StudyResults results;

  LastValuesTable(StudyResults results) {
    this.results = results;
  }

  /** Empty if there is no other test. */
  Optional<ReportTable> table() {
    ImmutableSortedSet<String> metrics = results.otherTestMetrics();
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text("Metric"));
    results.variants().forEach(variant -> columns.add(Column.number(variant.name())));
    return Optional.of(
        new ReportTable(
            "Last values of other tests, interquartile mean over finished runs",
            columns.build(),
            metrics.stream().map(this::row).collect(ImmutableList.toImmutableList())));
  }

  private Row row(String metric) {
    List<OptionalDouble> values =
        results.variants().stream().map(variant -> variant.lastValue(metric)).toList();
    Figures figures =
        Figures.forAll(values.stream().flatMapToDouble(OptionalDouble::stream).toArray());
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(Cell.of(metric));
    values.forEach(value -> cells.add(Cell.of(value, figures::format)));
    return new Row(OptionalInt.empty(), cells.build());
  }
}
