package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;

/**
 * A function over a rectangle as contour lines, with paths over it, each with a ring at its start
 * and a marker at its end.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the horizontal axis
 * @param upTitle the vertical axis
 * @param extent of the axes
 * @param values rows from bottom to top, each from left to right, from edge to edge
 * @param levels of the contour lines
 * @param goal the lowest point; none or one
 * @param paths what leaves the rectangle is cut off
 */
public record SurfaceChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    Extent extent,
    ImmutableList<ImmutableList<Double>> values,
    ImmutableList<Double> levels,
    ImmutableList<PointsChart.Point> goal,
    ImmutableList<LinesChart.Line> paths) {
  private static final int WIDTH = 380;
  private static final int HEIGHT = 406;
  private static final double LEFT = 44;
  private static final double TOP = 34;
  private static final double RIGHT = WIDTH - 14;
  private static final double BOTTOM = HEIGHT - 50;

  /** More steps than these are drawn as a line without a dot each. */
  private static final int MOST_DOTS = 60;

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    Axis across = Axis.exactly(words.numbers(), extent.left(), extent.right(), 4);
    Axis up = Axis.exactly(words.numbers(), extent.lowest(), extent.highest(), 4);
    Plot plot = new Plot(LEFT, TOP, RIGHT, BOTTOM, across, up);
    boolean named = paths.size() > 1;
    Legend legend =
        new Legend(
            words,
            paths.stream().limit(named ? paths.size() : 0).map(LinesChart.Line::name).toList(),
            paths.stream().limit(named ? paths.size() : 0).map(LinesChart.Line::style).toList(),
            WIDTH - 8);
    int height = HEIGHT + (int) Math.ceil(legend.height());
    Markup svg = Svg.open(id, "small", WIDTH, height, title, description);
    plot.drawClip(svg, id);
    plot.drawAxes(svg, acrossTitle, upTitle);
    svg.open("g", "clip-path", "url(#" + id + "-clip)").line();
    Contours contours = new Contours(plot, values, 0);
    for (double level : levels) {
      svg.empty("path", "class", "contour", "d", contours.at(level)).line();
    }
    for (LinesChart.Line path : paths) {
      draw(svg, plot, path);
    }
    for (PointsChart.Point lowest : goal) {
      svg.open("g", "class", SeriesStyle.of(0).cssClass());
      Marker.CROSS.draw(svg, plot.x(lowest.x()), plot.y(lowest.y()), 6);
      svg.close().line();
    }
    svg.close().line();
    legend.draw(svg, 4, HEIGHT - 4);
    return svg.close().toString();
  }

  private static void draw(Markup svg, Plot plot, LinesChart.Line path) {
    int count = path.x().length;
    if (count == 0) {
      return;
    }
    svg.open("g", "class", path.style().cssClass());
    svg.empty("path", "class", "trail", "d", plot.linePath(path.x(), path.y(), false));
    if (count <= MOST_DOTS) {
      for (int i = 1; i < count - 1; i++) {
        Marker.CIRCLE.draw(svg, plot.x(path.x()[i]), plot.y(path.y()[i]), 1.2);
      }
    }
    svg.open("g", "class", "kept");
    Marker.CIRCLE.draw(svg, plot.x(path.x()[0]), plot.y(path.y()[0]), 5);
    svg.close();
    Marker.CIRCLE.draw(svg, plot.x(path.x()[count - 1]), plot.y(path.y()[count - 1]), 4);
    svg.close().line();
  }
}
