package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Comparator;

/**
 * Points of many settings: an axis for each beside the other, a line for each point (Inselberg
 * 1985). A line that is pointed at stands out and says what it is.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param coordinates from left to right, at least two
 * @param lines those that stand out are drawn above the others
 */
public record ParallelCoordinatesChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    ImmutableList<Coordinate> coordinates,
    ImmutableList<Line> lines)
    implements SizedChart {
  /**
   * An axis.
   *
   * @param values at equal distances, from below; none for numbers
   * @param low smallest of numbers
   * @param high largest of numbers
   * @param isLogarithmic of numbers, which are then positive
   */
  public record Coordinate(
      String name, ImmutableList<String> values, double low, double high, boolean isLogarithmic) {
    /** Of names. */
    public static Coordinate of(String name, ImmutableList<String> values) {
      return new Coordinate(name, values, 0, 1, false);
    }

    /** Of numbers. */
    public static Coordinate of(String name, double low, double high, boolean isLogarithmic) {
      return new Coordinate(name, ImmutableList.of(), low, high, isLogarithmic);
    }
  }

  /** How much a line stands out. */
  public enum Rank {
    /** One of many. */
    ORDINARY,
    /** It came further than others. */
    FURTHER,
    /** The best. */
    BEST
  }

  /**
   * A point.
   *
   * @param name what it is, told where it is pointed at
   * @param places on each axis, {@code [coordinates]}: of names the index; not finite where it has
   *     none, which ends the line
   */
  public record Line(String name, Rank rank, double[] places) {}

  private static final double TOP = 52;
  private static final double BELOW = 24;
  private static final double MARGIN = 54;
  private static final double MARGIN_NARROW = 34;
  private static final double TITLE_STEP = 18;
  private static final double GAP = 7;
  private static final double LINE_HEIGHT = 4;

  @Override
  public String draw(ChartSize size) {
    double margin = size == ChartSize.WIDE ? MARGIN : MARGIN_NARROW;
    double right = size.width - margin;
    double step = (right - margin) / (coordinates.size() - 1);
    double bottom = size.height - BELOW;
    Markup svg =
        Svg.open(
            id + "-" + size.cssClass, size.cssClass, size.width, size.height, title, description);
    ImmutableList<Axis> axes =
        coordinates.stream()
            .map(coordinate -> axis(coordinate, size, step))
            .collect(ImmutableList.toImmutableList());
    svg.open("g", "class", "parallel").line();
    lines.stream()
        .sorted(Comparator.comparing(Line::rank))
        .forEach(line -> draw(svg, line, axes, margin, step, bottom));
    svg.close().line();
    for (int i = 0; i < axes.size(); i++) {
      axis(svg, i, axes.get(i), margin + i * step, step, bottom);
    }
    return svg.close().toString();
  }

  private Axis axis(Coordinate coordinate, ChartSize size, double step) {
    if (!coordinate.values().isEmpty()) {
      return Axis.named(coordinate.values(), step - GAP);
    }
    return coordinate.isLogarithmic()
        ? Axis.logarithmic(words.numbers(), coordinate.low(), coordinate.high())
        : Axis.around(words.numbers(), coordinate.low(), coordinate.high(), size.ticksUp);
  }

  /** Titles stand at two heights in turn, so that each has room for two steps. */
  private void axis(Markup svg, int index, Axis axis, double x, double step, double bottom) {
    Svg.line(svg, "frame", x, TOP, x, bottom);
    boolean isFirst = index == 0;
    boolean isLast = index == coordinates.size() - 1;
    String anchor = isFirst ? "start" : isLast ? "end" : "middle";
    double titleX = isFirst ? 2 : isLast ? x + MARGIN_NARROW - 2 : x;
    String name = coordinates.get(index).name();
    Svg.text(
        svg,
        "name",
        titleX,
        TOP - 14 - (index % 2 == 0 ? TITLE_STEP : 0),
        anchor,
        Svg.fitted(name, (isFirst || isLast ? 1.6 : 1.9) * step));
    for (Axis.Tick tick : axis.ticks()) {
      double y = axis.place(tick.value(), bottom, TOP);
      if (y < TOP - 1 || y > bottom + 1) {
        continue;
      }
      Svg.line(svg, "frame", x - 3, y, x + 3, y);
      Svg.text(
          svg,
          "axis",
          isLast ? x - GAP : x + GAP,
          y + LINE_HEIGHT,
          isLast ? "end" : "start",
          tick.label());
    }
  }

  private void draw(
      Markup svg, Line line, ImmutableList<Axis> axes, double left, double step, double bottom) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < axes.size(); i++) {
      double place = line.places()[i];
      if (!Double.isFinite(place)) {
        break;
      }
      path.append(i == 0 ? 'M' : 'L')
          .append(Svg.number(left + i * step))
          .append(' ')
          .append(Svg.number(axes.get(i).place(place, bottom, TOP)));
    }
    String cssClass =
        switch (line.rank()) {
          case ORDINARY -> SeriesStyle.REST.cssClass();
          case FURTHER -> SeriesStyle.REST.cssClass() + " further";
          case BEST -> SeriesStyle.of(0).cssClass() + " best";
        };
    svg.open("g", "class", cssClass);
    svg.element("title", line.name());
    svg.empty("path", "class", "mean", "d", path.toString());
    svg.close().line();
  }
}
