package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.markup.Markup;
import java.util.List;

/**
 * How much each symbol written was made of each symbol read: a row for each of the former, a column
 * for each of the latter, darker the more. It keeps its size, so that its symbols stay readable,
 * and needs a box that scrolls where the page is narrower.
 *
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param columns symbols read, in that order
 * @param rows symbols written, in that order
 * @param weights {@code [rows][columns]}, in [0, 1]
 */
public record AttentionChart(
    String id,
    String title,
    String description,
    ImmutableList<String> columns,
    ImmutableList<String> rows,
    ImmutableList<ImmutableList<Double>> weights) {
  private static final double CELL = 20;
  private static final double GAP = 1;
  private static final double MARGIN = 4;

  /** Opacity of a weight of 1; text beside stays in sight. */
  private static final double STRONG = 0.9;

  /** Longer labels are turned. */
  private static final double WIDEST_UPRIGHT = CELL;

  /** Sine of the angle of turned labels. */
  private static final double RISE = 0.82;

  private static final String ANGLE = "-55";

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    double left = MARGIN + widest(rows) + 8;
    boolean turned = widest(columns) > WIDEST_UPRIGHT;
    double top = MARGIN + (turned ? RISE * widest(columns) + 14 : CELL);
    double beyond = turned ? widest(columns) * 0.6 : 0;
    Markup svg =
        Svg.openAtItsSize(
            id,
            (int) Math.ceil(left + columns.size() * CELL + beyond + MARGIN),
            (int) Math.ceil(top + rows.size() * CELL + MARGIN),
            title,
            description);
    for (int column = 0; column < columns.size(); column++) {
      heading(svg, columns.get(column), left + (column + 0.5) * CELL, top - 7, turned);
    }
    svg.line();
    svg.open("g", "class", SeriesStyle.of(1).cssClass()).line();
    for (int row = 0; row < rows.size(); row++) {
      double y = top + row * CELL;
      Svg.text(svg, "name", left - 8, y + CELL / 2 + 4.5, "end", rows.get(row));
      for (int column = 0; column < columns.size(); column++) {
        cell(svg, left + column * CELL, y, weights.get(row).get(column));
      }
      svg.line();
    }
    return svg.close().close().toString();
  }

  private static double widest(List<String> labels) {
    return labels.stream().mapToDouble(Svg::textWidth).max().orElse(0);
  }

  private static void heading(Markup svg, String text, double x, double y, boolean turned) {
    if (!turned) {
      Svg.text(svg, "name", x, y, "middle", text);
      return;
    }
    String place = Svg.number(x + 4) + " " + Svg.number(y);
    svg.open("g", "transform", "translate(" + place + ") rotate(" + ANGLE + ")");
    Svg.text(svg, "name", 0, 0, "start", text);
    svg.close();
  }

  private static void cell(Markup svg, double x, double y, double weight) {
    svg.empty(
        "rect",
        "class",
        "cell weight",
        "x",
        Svg.number(x + GAP / 2),
        "y",
        Svg.number(y + GAP / 2),
        "width",
        Svg.number(CELL - GAP),
        "height",
        Svg.number(CELL - GAP),
        "fill-opacity",
        Double.toString(Math.round(100 * STRONG * weight) / 100.0));
  }
}
