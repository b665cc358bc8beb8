package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantChanges.Value;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Optional;
import java.util.stream.Stream;

/** What each variant changes. */
final class ChangesTable {
  private static final String NONE = "–";

  private final StudyResults results;

  ChangesTable(StudyResults results) {
    this.results = results;
  }

  /** Empty if there is only one variant. */
  Optional<ReportTable> table() {
    if (!results.isComparison()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      if (variant.isBaseline()) {
        continue;
      }
      if (variant.changes().isEmpty()) {
        rows.add(row(variant, "nothing", NONE, NONE));
      }
      for (Change change : variant.changes()) {
        rows.add(row(variant, change.key(), text(change.from()), text(change.to())));
      }
    }
    return Optional.of(
        new ReportTable(
            "What each variant changes against " + results.baseline().name(),
            ImmutableList.of(
                Column.text("Variant"),
                Column.text("Setting"),
                Column.text(results.baseline().name()),
                Column.text("here")),
            rows.build()));
  }

  private static String text(Value value) {
    return value.text().map(text -> value.isDefault() ? text + " (default)" : text).orElse(NONE);
  }

  private static Row row(VariantResults variant, String setting, String from, String to) {
    return Row.of(
        variant,
        Stream.of(variant.name(), setting, from, to)
            .map(Cell::of)
            .collect(ImmutableList.toImmutableList()));
  }
}
