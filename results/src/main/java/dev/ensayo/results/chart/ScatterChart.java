package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Optional;

/**
 * Points over two axes, with lines over them.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the horizontal axis
 * @param upTitle the vertical axis
 * @param x of the points, {@code [N]}
 * @param y of the points, {@code [N]}; those that are not finite are left out
 * @param style of the points
 * @param lines drawn over the points; may be empty
 * @param extent of the axes; empty where nothing is finite
 */
public record ScatterChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    double[] x,
    double[] y,
    SeriesStyle style,
    ImmutableList<LinesChart.Line> lines,
    Optional<Extent> extent)
    implements SizedChart {
  private static final Extent NOTHING = new Extent(0, 1, 0, 1);
  private static final double TOP = 34;
  private static final double BELOW = 50;
  private static final int MANY = 60;

  @Override
  public String draw(ChartSize size) {
    Extent shown = extent.orElse(NOTHING);
    Axis across = Axis.around(words.numbers(), shown.left(), shown.right(), size.ticksAcross);
    Axis up = Axis.around(words.numbers(), shown.lowest(), shown.highest(), size.ticksUp);
    Legend legend =
        new Legend(
            words,
            lines.stream().map(LinesChart.Line::name).toList(),
            lines.stream().map(LinesChart.Line::style).toList(),
            size.width - 8);
    Plot plot = new Plot(Plot.roomFor(up), TOP, size.width - 14, size.height - BELOW, across, up);
    int height = size.height + (int) Math.ceil(legend.height());
    String key = id + "-" + size.cssClass;
    Markup svg = Svg.open(key, size.cssClass, size.width, height, title, description);
    plot.drawAxes(svg, acrossTitle, upTitle);
    svg.open("g", "class", style.cssClass()).line();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        Marker.CIRCLE.draw(svg, plot.x(x[i]), plot.y(y[i]), x.length > MANY ? 1.5 : 3);
      }
    }
    svg.close().line();
    for (LinesChart.Line line : lines) {
      svg.open("g", "class", line.style().cssClass());
      svg.empty(
          "path",
          "class",
          "mean",
          "d",
          plot.linePath(line.x(), line.y(), false),
          "stroke-dasharray",
          line.style().dash());
      svg.close().line();
    }
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }
}
