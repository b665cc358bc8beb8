package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import com.google.common.math.DoubleMath;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lines over a common axis, with a marker at each point where they are few.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the horizontal axis
 * @param upTitle the vertical axis
 * @param lines at least one, each with a finite point
 * @param isLogarithmic whether the vertical axis is; values that are not positive are then left out
 * @param extent of the axes; empty where nothing is finite
 */
public record LinesChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<Line> lines,
    boolean isLogarithmic,
    Optional<Extent> extent)
    implements SizedChart {

  /**
   * One line.
   *
   * @param x {@code [N]}
   * @param y {@code [N]}; gaps where not finite
   */
  public record Line(String name, SeriesStyle style, double[] x, double[] y) {}

  private static final Extent NOTHING = new Extent(0, 1, 0, 1);
  private static final Extent NOTHING_LOGARITHMIC = new Extent(0, 1, 0.1, 1);
  private static final double TOP = 34;
  private static final double BELOW = 50;
  private static final int MOST_MARKERS = 24;

  /** On a logarithmic axis, so many decades below the largest value are shown at the most. */
  private static final double MOST_DECADES = 12;

  @Override
  public String draw(ChartSize size) {
    Extent shown = extent.orElse(isLogarithmic ? NOTHING_LOGARITHMIC : NOTHING);
    double highest = shown.highest();
    double lowest = shown.lowest();
    Axis up =
        isLogarithmic
            ? Axis.logarithmic(
                words.numbers(), Math.max(lowest, highest * Math.pow(10, -MOST_DECADES)), highest)
            : Axis.around(words.numbers(), lowest, highest, size.ticksUp);
    Axis across = Axis.exactly(words.numbers(), shown.left(), shown.right(), ticks(shown, size));
    boolean named = lines.size() > 1;
    Legend legend =
        new Legend(
            words,
            lines.stream().limit(named ? lines.size() : 0).map(Line::name).toList(),
            lines.stream().limit(named ? lines.size() : 0).map(Line::style).toList(),
            size.width - 8);
    Plot plot = new Plot(Plot.roomFor(up), TOP, size.width - 14, size.height - BELOW, across, up);
    int height = size.height + (int) Math.ceil(legend.height());
    String key = id + "-" + size.cssClass;
    Markup svg = Svg.open(key, size.cssClass, size.width, height, title, description);
    plot.drawAxes(svg, acrossTitle, isLogarithmic ? words.say("{0}, log scale", upTitle) : upTitle);
    plot.drawClip(svg, key);
    svg.open("g", "clip-path", "url(#" + key + "-clip)").line();
    lines.forEach(line -> draw(svg, plot, line));
    svg.close().line();
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }

  /** Of whole numbers, such as lengths, layers and epochs, not more than there are. */
  private int ticks(Extent shown, ChartSize size) {
    boolean areWhole =
        lines.stream()
            .flatMapToDouble(line -> Arrays.stream(line.x()))
            .allMatch(DoubleMath::isMathematicalInteger);
    double span = Math.max(1, shown.right() - shown.left());
    return areWhole ? (int) Math.min(size.ticksAcross, span) : size.ticksAcross;
  }

  private void draw(Markup svg, Plot plot, Line line) {
    double[] y =
        Arrays.stream(line.y())
            .map(value -> isLogarithmic && !(value > 0) ? Double.NaN : value)
            .toArray();
    svg.open("g", "class", line.style().cssClass());
    svg.empty(
        "path",
        "class",
        "mean",
        "d",
        plot.linePath(line.x(), y, false),
        "stroke-dasharray",
        line.style().dash());
    int every = Math.max(1, y.length / MOST_MARKERS);
    for (int i = 0; i < y.length; i += every) {
      if (Double.isFinite(y[i])) {
        line.style().marker().draw(svg, plot.x(line.x()[i]), plot.y(y[i]), 3);
      }
    }
    svg.close().line();
  }
}
