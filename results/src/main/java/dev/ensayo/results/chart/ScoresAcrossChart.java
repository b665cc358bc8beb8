package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Scores with their intervals against the value of a setting: a line for each way of learning, a
 * point for each value tried. The horizontal axis is logarithmic where the values are positive and
 * span a decade or more.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the setting
 * @param upTitle the metric
 * @param lines at least one
 */
public record ScoresAcrossChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<Line> lines)
    implements SizedChart {

  /**
   * One way of learning.
   *
   * @param values of the setting, ascending, {@code [N]}, at least one
   * @param scores {@code [N]}, finite
   * @param low ends of the intervals, {@code [N]}; the score where there is none
   * @param high ends of the intervals, {@code [N]}; the score where there is none
   */
  public record Line(
      String name,
      SeriesStyle style,
      double[] values,
      double[] scores,
      double[] low,
      double[] high) {}

  private static final double TOP = 34;
  private static final double BELOW = 50;

  /** Points of different lines at one value stand this far apart, so that intervals are seen. */
  private static final double DODGE = 5;

  @Override
  public String draw(ChartSize size) {
    double[] values =
        lines.stream()
            .flatMapToDouble(l -> Arrays.stream(l.values()))
            .distinct()
            .sorted()
            .toArray();
    double[] ends =
        lines.stream()
            .flatMapToDouble(
                l -> DoubleStream.concat(Arrays.stream(l.low()), Arrays.stream(l.high())))
            .toArray();
    Axis up =
        Axis.around(
            words.numbers(),
            Arrays.stream(ends).min().orElse(0),
            Arrays.stream(ends).max().orElse(1),
            size.ticksUp);
    Legend legend =
        new Legend(
            words,
            lines.stream().map(Line::name).toList(),
            lines.stream().map(Line::style).toList(),
            size.width - 8);
    Plot plot =
        new Plot(
            Plot.roomFor(up),
            TOP,
            size.width - 24,
            size.height - BELOW,
            Axis.at(words.numbers(), values),
            up);
    int height = size.height + (int) Math.ceil(legend.height());
    Markup svg =
        Svg.open(id + "-" + size.cssClass, size.cssClass, size.width, height, title, description);
    boolean isLogarithmic = plot.across().isLogarithmic();
    plot.drawAxes(
        svg, isLogarithmic ? words.say("{0}, log scale", acrossTitle) : acrossTitle, upTitle);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, plot, lines.get(i), (i - (lines.size() - 1) / 2.0) * DODGE);
    }
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }

  private static void draw(Markup svg, Plot plot, Line line, double aside) {
    svg.open("g", "class", line.style().cssClass());
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < line.values().length; i++) {
      double x = plot.x(line.values()[i]) + aside;
      path.append(i == 0 ? 'M' : 'L').append(Svg.number(x)).append(' ');
      path.append(Svg.number(plot.y(line.scores()[i])));
      Svg.line(svg, "range", x, plot.y(line.low()[i]), x, plot.y(line.high()[i]));
    }
    svg.empty(
        "path", "class", "mean", "d", path.toString(), "stroke-dasharray", line.style().dash());
    for (int i = 0; i < line.values().length; i++) {
      double x = plot.x(line.values()[i]) + aside;
      line.style().marker().draw(svg, x, plot.y(line.scores()[i]), 4);
    }
    svg.close().line();
  }
}
