package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.PixelImage;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function over a rectangle as a colour between two, with points on it: a decision boundary,
 * drawn as the line where the function is ½. Of more than two classes each has the colour of its
 * points, and lines lie between them.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param across its extent from left to right: low, high
 * @param up its extent from bottom to top: low, high
 * @param values rows from bottom to top, each from left to right, in [0, 1]; at least 2 × 2
 * @param points examples on it
 * @param classes K of them, where the values are i/(K − 1) for class i; else empty
 */
public record FieldChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    double[] across,
    double[] up,
    ImmutableList<ImmutableList<Double>> values,
    ImmutableList<PointsChart.Point> points,
    ImmutableList<String> classes) {

  private static final int WIDTH = 380;
  private static final int HEIGHT = 330;
  private static final double LEFT = 44;
  private static final double TOP = 14;
  private static final double RIGHT = WIDTH - 30;
  private static final double BOTTOM = HEIGHT - 40;
  private static final double HALF = 0.5;

  /** Blue and orange of the first two series after the black one, softened with white. */
  private static final int[] LOW = {0x9c, 0xc9, 0xe6};

  private static final int[] HIGH = {0xf6, 0xc3, 0x9a};

  /** How much of a class's own colour is left in white. */
  private static final double SOFT = 0.39;

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    Axis x = Axis.exactly(words.numbers(), across[0], across[1], 4);
    Axis y = Axis.exactly(words.numbers(), up[0], up[1], 4);
    Plot plot = new Plot(LEFT, TOP, RIGHT, BOTTOM, x, y);
    List<String> groups =
        classes.isEmpty()
            ? points.stream().map(PointsChart.Point::group).distinct().sorted().toList()
            : classes;
    Legend legend =
        new Legend(
            words,
            groups,
            groups.stream().map(group -> SeriesStyle.of(1 + groups.indexOf(group))).toList(),
            WIDTH - 8);
    int height = HEIGHT + (int) Math.ceil(legend.height());
    Markup svg = Svg.open(id, "small", WIDTH, height, title, description);
    svg.empty(
        "image",
        "x",
        Svg.number(LEFT),
        "y",
        Svg.number(TOP),
        "width",
        Svg.number(RIGHT - LEFT),
        "height",
        Svg.number(BOTTOM - TOP),
        "preserveAspectRatio",
        "none",
        "href",
        PixelImage.address(image()));
    svg.line();
    for (ImmutableList<ImmutableList<Double>> side : sides()) {
      svg.empty("path", "class", "boundary", "d", new Contours(plot, side, HALF).at(HALF)).line();
    }
    plot.drawAxes(svg, "", "");
    for (PointsChart.Point point : points) {
      SeriesStyle style = SeriesStyle.of(1 + groups.indexOf(point.group()));
      svg.open("g", "class", "on-light " + style.cssClass());
      style.marker().draw(svg, plot.x(point.x()), plot.y(point.y()), points.size() > 60 ? 2 : 4);
      svg.close().line();
    }
    legend.draw(svg, 4, HEIGHT - 12);
    return svg.close().toString();
  }

  private BufferedImage image() {
    int rows = values.size();
    int columns = values.get(0).size();
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = values.get(row).get(column);
        image.setRGB(
            column, rows - 1 - row, classes.isEmpty() ? colour(value) : softened(number(value)));
      }
    }
    return image;
  }

  /** What is to have a line where it is ½: of each class, whether it is this one. */
  private ImmutableList<ImmutableList<ImmutableList<Double>>> sides() {
    if (classes.isEmpty()) {
      return ImmutableList.of(values);
    }
    return IntStream.range(0, classes.size())
        .mapToObj(
            own ->
                values.stream()
                    .map(
                        row ->
                            row.stream()
                                .map(value -> number(value) == own ? 1.0 : 0.0)
                                .collect(ImmutableList.toImmutableList()))
                    .collect(ImmutableList.toImmutableList()))
        .collect(ImmutableList.toImmutableList());
  }

  private int number(double value) {
    return (int) Math.round(value * (classes.size() - 1));
  }

  /** The colour of a class's points on white, softened with it. */
  private static int softened(int number) {
    int full = Integer.parseInt(SeriesStyle.of(1 + number).light().substring(1), 16);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = full >> shift & 0xff;
      colour = colour << 8 | (int) Math.round(255 + (channel - 255) * SOFT);
    }
    return colour;
  }

  private static int colour(double value) {
    int colour = 0;
    for (int channel = 0; channel < LOW.length; channel++) {
      // White in the middle: the paler, the less sure.
      double sure = Math.abs(value - HALF) / HALF;
      int full = value < HALF ? LOW[channel] : HIGH[channel];
      colour = colour << 8 | (int) Math.round(255 + (full - 255) * Math.min(1, sure));
    }
    return colour;
  }
}
