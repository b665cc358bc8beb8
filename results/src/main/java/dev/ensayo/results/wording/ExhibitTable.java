package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.OptionalInt;

/** A table exhibit as a table of the report. */
public final class ExhibitTable {
  private ExhibitTable() {}

  public static ReportTable of(Exhibit.Table table) {
    ImmutableList.Builder<ReportTable.Column> columns = ImmutableList.builder();
    for (int i = 0; i < table.header().size(); i++) {
      columns.add(new ReportTable.Column(table.header().get(i), i > 0 && isNumeric(table, i)));
    }
    return new ReportTable(
        table.title(),
        columns.build(),
        table.rows().stream()
            .map(
                row ->
                    new ReportTable.Row(
                        OptionalInt.empty(),
                        row.stream()
                            .map(ReportTable.Cell::of)
                            .collect(ImmutableList.toImmutableList())))
            .collect(ImmutableList.toImmutableList()));
  }

  private static boolean isNumeric(Exhibit.Table table, int column) {
    return table.rows().stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.matches("[-−+–]?[\\d., ]*(e-?\\d+)?\\s?%?"));
  }
}
