package dev.ensayo.results.html;

import dev.ensayo.results.chart.LegendStrip;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.wording.ReportTable;
import java.util.function.IntFunction;

/** A table that scrolls inside its own box where the page is narrow. */
final class HtmlTable {
  private HtmlTable() {}

  /** A table that is not about variants. */
  static String write(ReportTable table) {
    return write(table, SeriesStyle::of);
  }

  /**
   * A table.
   *
   * @param styles of the variants, by their place in the study
   */
  static String write(ReportTable table, IntFunction<SeriesStyle> styles) {
    return write(table, styles, TableLinks.NONE);
  }

  /**
   * A table whose parts lead elsewhere.
   *
   * @param styles of the variants, by their place in the study
   */
  static String write(ReportTable table, IntFunction<SeriesStyle> styles, TableLinks links) {
    Markup unseen = new Markup();
    unseen.element("caption", table.caption(), "class", "unseen");
    return write(table, styles, links, unseen.toString());
  }

  /**
   * A table with a caption that is seen.
   *
   * @param styles of the variants, by their place in the study
   * @param caption the element
   */
  static String write(
      ReportTable table, IntFunction<SeriesStyle> styles, TableLinks links, String caption) {
    Markup html = new Markup();
    html.open(
        "div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", table.caption());
    html.open("table").line();
    html.raw(caption).line();
    html.open("thead").open("tr");
    for (ReportTable.Column column : table.columns()) {
      html.element("th", column.heading(), "scope", "col", "class", cssClass(column));
    }
    html.close().close().line();
    html.open("tbody").line();
    for (ReportTable.Row row : table.rows()) {
      row(html, table, row, styles, links);
    }
    return html.close().close().close().toString();
  }

  private static void row(
      Markup html,
      ReportTable table,
      ReportTable.Row row,
      IntFunction<SeriesStyle> styles,
      TableLinks links) {
    links.id().apply(row).ifPresentOrElse(id -> html.open("tr", "id", id), () -> html.open("tr"));
    for (int i = 0; i < row.cells().size(); i++) {
      ReportTable.Cell cell = row.cells().get(i);
      if (i == 0) {
        html.open("th", "scope", "row");
        row.place().ifPresent(place -> html.raw(LegendStrip.sample(styles.apply(place))));
      } else {
        html.open("td", "class", cssClass(table.columns().get(i)));
      }
      (i == 0 ? links.head().apply(row) : links.cell().apply(cell))
          .ifPresentOrElse(
              link -> html.element("a", cell.text(), "href", link), () -> html.text(cell.text()));
      if (!cell.detail().isEmpty()) {
        html.text(" ");
        if (cell.isQuoted()) {
          html.element("span", cell.detail(), "class", "detail", "lang", "en");
        } else {
          html.element("span", cell.detail(), "class", "detail");
        }
      }
      html.close();
    }
    html.close().line();
  }

  private static String cssClass(ReportTable.Column column) {
    return column.isNumeric() ? "number" : "text";
  }
}
