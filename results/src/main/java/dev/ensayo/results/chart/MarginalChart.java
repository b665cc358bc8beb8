package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Scores against one setting of a grid, whatever the others are: a dot for each cell, a line
 * through their means. Values stand at equal distances, in the order written.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the setting
 * @param upTitle the metric
 * @param values of the setting, at least one
 * @param scores of the cells at each value, {@code [values][cells]}; may be empty at some
 * @param low lower ends of intervals in the shape of {@code scores}; empty where none are drawn
 * @param high upper ends of intervals in the shape of {@code scores}; empty where none are drawn
 */
public record MarginalChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<String> values,
    double[][] scores,
    double[][] low,
    double[][] high)
    implements SizedChart {
  private static final double TOP = 34;
  private static final double BELOW = 50;

  @Override
  public String draw(ChartSize size) {
    double[] all =
        DoubleStream.concat(flat(scores), DoubleStream.concat(flat(low), flat(high))).toArray();
    Axis up =
        Axis.around(
            words.numbers(),
            Arrays.stream(all).min().orElse(0),
            Arrays.stream(all).max().orElse(1),
            size.ticksUp);
    double left = Plot.roomFor(up);
    double right = size.width - 14;
    Plot plot =
        new Plot(
            left,
            TOP,
            right,
            size.height - BELOW,
            Axis.named(values, (right - left) / values.size()),
            up);
    Markup svg =
        Svg.open(
            id + "-" + size.cssClass, size.cssClass, size.width, size.height, title, description);
    plot.drawAxes(svg, acrossTitle, upTitle);
    SeriesStyle style = SeriesStyle.of(1);
    double[] means = new double[values.size()];
    double[] places = new double[values.size()];
    for (int i = 0; i < values.size(); i++) {
      places[i] = i;
      means[i] = Arrays.stream(scores[i]).average().orElse(Double.NaN);
      svg.open("g", "class", SeriesStyle.REST.cssClass());
      for (int j = 0; j < scores[i].length; j++) {
        if (low.length > 0) {
          Svg.line(svg, "range", plot.x(i), plot.y(low[i][j]), plot.x(i), plot.y(high[i][j]));
        }
        SeriesStyle.REST.marker().draw(svg, plot.x(i), plot.y(scores[i][j]), 3);
      }
      svg.close().line();
    }
    svg.open("g", "class", style.cssClass());
    svg.empty("path", "class", "mean", "d", plot.linePath(places, means, true));
    for (int i = 0; i < means.length; i++) {
      if (Double.isFinite(means[i])) {
        style.marker().draw(svg, plot.x(i), plot.y(means[i]), 4);
      }
    }
    svg.close().line();
    return svg.close().toString();
  }

  private static DoubleStream flat(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream);
  }
}
