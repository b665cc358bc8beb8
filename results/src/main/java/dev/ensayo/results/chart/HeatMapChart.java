package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.markup.Markup;
import java.util.OptionalDouble;

/**
 * Scores over two settings: a rectangle for each pair of values, darker the better, with its number
 * where there is room.
 *
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the setting of the columns
 * @param upTitle the setting of the rows
 * @param columns values of the setting of the columns
 * @param rows values of the setting of the rows
 * @param cells {@code [rows][columns]}
 * @param higherIsBetter which end of the scores is dark
 */
public record HeatMapChart(
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<String> columns,
    ImmutableList<String> rows,
    ImmutableList<ImmutableList<Cell>> cells,
    boolean higherIsBetter)
    implements SizedChart {

  /**
   * One pair of values.
   *
   * @param score empty if no run has one
   * @param text the score as text; empty if there is none
   * @param isBest whether it is framed
   */
  public record Cell(OptionalDouble score, String text, boolean isBest) {}

  private static final double TOP = 34;
  private static final double ROW = 36;
  private static final double BELOW = 48;
  private static final double GAP = 2;

  /** Widest rectangle; wider ones are no easier to read. */
  private static final double WIDEST = 110;

  /** Opacities of the worst and the best score; text stays readable on either. */
  private static final double FAINT = 0.06;

  private static final double STRONG = 0.6;

  @Override
  public String draw(ChartSize size) {
    double names =
        Math.min(size.width * 0.3, rows.stream().mapToDouble(Svg::textWidth).max().orElse(0) + 14);
    double width = Math.min(WIDEST, (size.width - names - 4) / columns.size());
    double bottom = TOP + rows.size() * ROW;
    Markup svg =
        Svg.open(
            id + "-" + size.cssClass,
            size.cssClass,
            size.width,
            (int) Math.ceil(bottom + BELOW),
            title,
            description);
    Svg.text(svg, "axis", 2, TOP - 14, "start", upTitle);
    for (int row = 0; row < rows.size(); row++) {
      double y = TOP + row * ROW;
      Svg.text(
          svg, "tick", names - 8, y + ROW / 2 + 4.5, "end", Svg.fitted(rows.get(row), names - 10));
      for (int column = 0; column < columns.size(); column++) {
        draw(svg, cells.get(row).get(column), names + column * width, y, width);
      }
      svg.line();
    }
    for (int column = 0; column < columns.size(); column++) {
      Svg.text(
          svg,
          "tick",
          names + (column + 0.5) * width,
          bottom + 17,
          "middle",
          Svg.fitted(columns.get(column), width - 2));
    }
    Svg.text(svg, "axis", names + columns.size() * width / 2, bottom + 38, "middle", acrossTitle);
    return svg.close().toString();
  }

  private void draw(Markup svg, Cell cell, double x, double y, double width) {
    svg.open("g", "class", SeriesStyle.of(1).cssClass());
    svg.empty(
        "rect",
        "class",
        cell.score().isEmpty() ? "cell empty" : cell.isBest() ? "cell best" : "cell",
        "x",
        Svg.number(x + GAP / 2),
        "y",
        Svg.number(y + GAP / 2),
        "width",
        Svg.number(width - GAP),
        "height",
        Svg.number(ROW - GAP),
        "fill-opacity",
        cell.score().isEmpty() ? "0" : opacity(cell.score().getAsDouble()));
    String text = cell.score().isEmpty() ? "–" : cell.text();
    if (Svg.textWidth(text) <= width) {
      Svg.text(svg, "name", x + width / 2, y + ROW / 2 + 4.5, "middle", text);
    }
    svg.close();
  }

  private String opacity(double score) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (ImmutableList<Cell> row : cells) {
      for (Cell cell : row) {
        if (cell.score().isPresent()) {
          low = Math.min(low, cell.score().getAsDouble());
          high = Math.max(high, cell.score().getAsDouble());
        }
      }
    }
    double share = high > low ? (score - low) / (high - low) : 1;
    double opacity = FAINT + (STRONG - FAINT) * (higherIsBetter ? share : 1 - share);
    return Double.toString(Math.round(100 * opacity) / 100.0);
  }
}
