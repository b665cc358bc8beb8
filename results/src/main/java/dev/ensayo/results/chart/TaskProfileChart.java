package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;

/**
 * Performance profiles over tasks: for each τ the share of runs with a normalized score above it,
 * averaged over tasks, with its pointwise interval.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the normalized score
 * @param upTitle what share is counted
 * @param levels τ, ascending, {@code [N]}, at least two
 * @param series at least one
 */
public record TaskProfileChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    double[] levels,
    ImmutableList<Series> series) {

  /**
   * One method.
   *
   * @param share {@code [N]}, in [0, 1]
   * @param low lower ends of the intervals, {@code [N]}
   * @param high upper ends, {@code [N]}
   */
  public record Series(
      String name, SeriesStyle style, double[] share, double[] low, double[] high) {}

  private static final int WIDTH = 420;
  private static final int HEIGHT = 280;

  /** With more bands than these, each is drawn fainter. */
  private static final int MOST_FULL_BANDS = 3;

  /** A marker at every so many levels. */
  private static final int MARKED = 5;

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    Axis across = Axis.around(words.numbers(), levels[0], levels[levels.length - 1], 5);
    Axis up = Axis.exactly(words.numbers(), 0, 1, 4);
    Plot plot = new Plot(44, 34, WIDTH - 14, HEIGHT - 50, across, up);
    Legend legend =
        new Legend(
            words,
            series.stream().map(Series::name).toList(),
            series.stream().map(Series::style).toList(),
            WIDTH - 8);
    int height = HEIGHT + (int) Math.ceil(legend.height());
    Markup svg = Svg.open(id, "profile", WIDTH, height, title, description);
    plot.drawAxes(svg, acrossTitle, upTitle);
    svg.open("g", "class", series.size() > MOST_FULL_BANDS ? "crowd" : "");
    series.forEach(one -> drawBand(svg, plot, one));
    svg.close().line();
    series.forEach(one -> draw(svg, plot, one));
    legend.draw(svg, 4, HEIGHT - 4);
    return svg.close().toString();
  }

  private void drawBand(Markup svg, Plot plot, Series one) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < levels.length; i++) {
      corner(path, plot, levels[i], one.high()[i]);
    }
    for (int i = levels.length - 1; i >= 0; i--) {
      corner(path, plot, levels[i], one.low()[i]);
    }
    svg.empty("path", "class", "band " + one.style().cssClass(), "d", path.append('z').toString());
  }

  private static void corner(StringBuilder path, Plot plot, double level, double share) {
    path.append(path.length() == 0 ? "M" : "L")
        .append(Svg.number(plot.x(level)))
        .append(' ')
        .append(Svg.number(plot.y(share)));
  }

  private void draw(Markup svg, Plot plot, Series one) {
    svg.open("g", "class", one.style().cssClass());
    svg.empty(
        "path",
        "class",
        "mean",
        "d",
        plot.linePath(levels, one.share(), false),
        "stroke-dasharray",
        one.style().dash());
    for (int i = 0; i < levels.length; i += MARKED) {
      one.style().marker().draw(svg, plot.x(levels[i]), plot.y(one.share()[i]), 3);
    }
    svg.close().line();
  }
}
