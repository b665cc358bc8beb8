package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.List;

/**
 * Named points of a plane, with equal scales on both axes, which mean nothing by themselves.
 *
 * @param words the language of its labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param points at least one
 */
public record PointsChart(
    Phrasebook words, String id, String title, String description, ImmutableList<Point> points)
    implements SizedChart {

  /** One point; points of one group have one style. */
  public record Point(String name, String group, double x, double y) {}

  private static final double MARGIN = 24;
  private static final double BELOW = 12;

  @Override
  public String draw(ChartSize size) {
    List<String> groups = points.stream().map(Point::group).distinct().toList();
    boolean named = groups.size() > 1;
    Legend legend =
        new Legend(
            words,
            named ? groups : List.of(),
            named
                ? groups.stream().map(g -> SeriesStyle.of(groups.indexOf(g))).toList()
                : List.of(),
            size.width - 8);
    int height = size.height + (int) Math.ceil(legend.height());
    Markup svg =
        Svg.open(id + "-" + size.cssClass, size.cssClass, size.width, height, title, description);
    Plot plot = plot(size);
    svg.empty(
        "rect",
        "class",
        "frame field",
        "x",
        "0.5",
        "y",
        "0.5",
        "width",
        Svg.number(size.width - 1),
        "height",
        Svg.number(size.height - BELOW));
    svg.line();
    PointLabels labels = new PointLabels(size.width, size.height - BELOW);
    for (Point point : points) {
      labels.keepFree(plot.x(point.x()), plot.y(point.y()));
    }
    for (Point point : points) {
      double x = plot.x(point.x());
      double y = plot.y(point.y());
      SeriesStyle style = SeriesStyle.of(groups.indexOf(point.group()));
      svg.open("g", "class", style.cssClass());
      labels.place(point.name(), x, y).ifPresent(place -> name(svg, point.name(), x, y, place));
      style.marker().draw(svg, x, y, 3);
      svg.close().line();
    }
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }

  private static void name(Markup svg, String name, double x, double y, PointLabels.Place place) {
    place.leader().ifPresent(end -> Svg.line(svg, "leader", x, y, end[0], end[1]));
    Svg.text(svg, "name halo", place.x(), place.y(), place.anchor(), name);
  }

  private Plot plot(ChartSize size) {
    double lowX = points.stream().mapToDouble(Point::x).min().orElse(0);
    double highX = points.stream().mapToDouble(Point::x).max().orElse(1);
    double lowY = points.stream().mapToDouble(Point::y).min().orElse(0);
    double highY = points.stream().mapToDouble(Point::y).max().orElse(1);
    double width = size.width - 2 * MARGIN - 40;
    double height = size.height - 2 * MARGIN - BELOW;
    double unit = Math.max((highX - lowX) / width, (highY - lowY) / height);
    if (!(unit > 0)) {
      unit = 1;
    }
    double middleX = (lowX + highX) / 2;
    double middleY = (lowY + highY) / 2;
    Axis across =
        new Axis(middleX - unit * width / 2, middleX + unit * width / 2, ImmutableList.of(), false);
    Axis up =
        new Axis(
            middleY - unit * height / 2, middleY + unit * height / 2, ImmutableList.of(), false);
    return new Plot(MARGIN, MARGIN, MARGIN + width, MARGIN + height, across, up);
  }
}
