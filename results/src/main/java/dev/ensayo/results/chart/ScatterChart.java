package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.DoubleStream;

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
    ImmutableList<LinesChart.Line> lines)
    implements SizedChart {
  private static final double TOP = 34;
  private static final double BELOW = 50;
  private static final int MANY = 60;

  @Override
  public String draw(ChartSize size) {
    double[] allX = finite(x, LinesChart.Line::x);
    double[] allY = finite(y, LinesChart.Line::y);
    Axis across =
        Axis.around(
            words.numbers(),
            Arrays.stream(allX).min().orElse(0),
            Arrays.stream(allX).max().orElse(1),
            size.ticksAcross);
    Axis up =
        Axis.around(
            words.numbers(),
            Arrays.stream(allY).min().orElse(0),
            Arrays.stream(allY).max().orElse(1),
            size.ticksUp);
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

  private double[] finite(double[] points, Function<LinesChart.Line, double[]> ofLine) {
    return DoubleStream.concat(
            Arrays.stream(points),
            lines.stream().flatMapToDouble(line -> Arrays.stream(ofLine.apply(line))))
        .filter(Double::isFinite)
        .toArray();
  }
}
