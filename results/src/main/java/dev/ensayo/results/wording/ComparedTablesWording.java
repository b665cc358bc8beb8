package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.ComparedTables;
import dev.ensayo.results.analysis.ComparedTables.Column;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.SeedMean;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tables of numbers of all variants and seeds as tables of the report: of one variant one table as
 * it is; of several a table for each column in which they differ, the variants beside each other.
 */
public final class ComparedTablesWording {
  private final ComparedTables tables;
  private final Phrasebook words;

  public ComparedTablesWording(ComparedTables tables, Phrasebook words) {
    this.tables = tables;
    this.words = words;
  }

  /** Below them; empty where every number is that of a single seed. */
  public String caption() {
    return tables.hasIntervals()
        ? words.say("Means over seeds, with the 95 % interval of the mean.")
        : "";
  }

  public ImmutableList<ReportTable> tables() {
    if (tables.variants().size() == 1 || tables.differing().isEmpty()) {
      return ImmutableList.of(asItIs());
    }
    return tables.differing().stream()
        .map(this::sideBySide)
        .collect(ImmutableList.toImmutableList());
  }

  private ReportTable asItIs() {
    ImmutableList.Builder<ReportTable.Column> headings = headings();
    tables.columns().forEach(column -> headings.add(ReportTable.Column.number(column.heading())));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (int r = 0; r < tables.keys().size(); r++) {
      ImmutableList.Builder<Cell> cells = key(r);
      for (Column column : tables.columns()) {
        cells.add(cell(column, r, 0));
      }
      rows.add(new Row(OptionalInt.empty(), cells.build()));
    }
    return new ReportTable(tables.title(), headings.build(), rows.build());
  }

  private ReportTable sideBySide(Column column) {
    ImmutableList.Builder<ReportTable.Column> headings = headings();
    tables
        .constant()
        .forEach(constant -> headings.add(ReportTable.Column.number(constant.heading())));
    for (VariantResults variant : tables.variants()) {
      headings.add(ReportTable.Column.number(variant.tag()));
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (int r = 0; r < tables.keys().size(); r++) {
      ImmutableList.Builder<Cell> cells = key(r);
      for (Column constant : tables.constant()) {
        cells.add(constant(constant, r));
      }
      for (int v = 0; v < tables.variants().size(); v++) {
        cells.add(cell(column, r, v));
      }
      rows.add(new Row(OptionalInt.empty(), cells.build()));
    }
    return new ReportTable(
        words.say("{0}: {1}", tables.title(), column.heading()), headings.build(), rows.build());
  }

  private ImmutableList.Builder<ReportTable.Column> headings() {
    return ImmutableList.<ReportTable.Column>builder()
        .add(ReportTable.Column.text(tables.keyHeading()));
  }

  private ImmutableList.Builder<Cell> key(int row) {
    return ImmutableList.<Cell>builder().add(Cell.of(tables.keys().get(row)));
  }

  /** The number that all variants share which have it. */
  private Cell constant(Column column, int row) {
    return column.cells().get(row).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(mean -> Cell.of(figures(column).format(mean.mean())))
        .orElse(Cell.NONE);
  }

  private Cell cell(Column column, int row, int variant) {
    Optional<SeedMean> mean = column.cells().get(row).get(variant);
    if (mean.isEmpty()) {
      return Cell.NONE;
    }
    Figures figures = figures(column);
    String number = figures.format(mean.get().mean());
    return new Cell(
        column.isPercent() ? words.say("{0} %", number) : number,
        column.isConstant()
            ? ""
            : mean.get()
                .interval()
                .map(
                    ends ->
                        words.say(
                            "[{0}, {1}]", figures.format(ends.low()), figures.format(ends.high())))
                .orElse(""));
  }

  private Figures figures(Column column) {
    return words.figures(column.numbers().toArray());
  }
}
