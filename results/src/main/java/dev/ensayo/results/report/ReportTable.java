package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.chart.SeriesStyle;
import java.util.Optional;

/**
 * A table of the report, not yet set in HTML or Markdown.
 *
 * @param caption what it shows
 * @param columns headings
 * @param rows cells, as many as columns
 */
record ReportTable(String caption, ImmutableList<Column> columns, ImmutableList<Row> rows) {
  /**
   * A column.
   *
   * @param isNumeric whether its cells stand to the right
   */
  record Column(String heading, boolean isNumeric) {
    static Column text(String heading) {
      return new Column(heading, false);
    }

    static Column number(String heading) {
      return new Column(heading, true);
    }
  }

  /**
   * A cell.
   *
   * @param text the value
   * @param detail what qualifies it, such as its interval; may be empty
   */
  record Cell(String text, String detail) {
    static final Cell NONE = new Cell("–", "");

    static Cell of(String text) {
      return new Cell(text, "");
    }
  }

  /**
   * A row.
   *
   * @param style of the variant that it is about
   */
  record Row(Optional<SeriesStyle> style, ImmutableList<Cell> cells) {}
}
