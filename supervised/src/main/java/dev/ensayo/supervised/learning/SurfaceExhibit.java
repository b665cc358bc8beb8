package dev.ensayo.supervised.learning;

import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The path of two weights over the surface of their loss. */
final class SurfaceExhibit {
  private static final int SIDE = 61;
  private static final int LEVELS = 10;

  /** The rectangle reaches so far beyond the start, seen from the lowest point. */
  private static final double REACH = 1.25;

  private final LossSurface surface;
  private final Exhibit.Curves.Line path;
  private final List<String> inputs;

  /**
   * @param inputs names of the two
   */
  SurfaceExhibit(LossSurface surface, Exhibit.Curves.Line path, List<String> inputs) {
    this.surface = surface;
    this.path = path;
    this.inputs = inputs;
  }

  /** The same rectangle for all paths with one start, so that they can be compared by eye. */
  Exhibit draw() {
    double[] lowest = surface.lowestPoint();
    double half =
        REACH
            * Math.max(
                Math.abs(path.x().get(0) - lowest[0]), Math.abs(path.y().get(0) - lowest[1]));
    if (!(half > 0)) {
      half = 1;
    }
    double left = lowest[0] - half;
    double bottom = lowest[1] - half;
    double step = 2 * half / (SIDE - 1);
    List<List<Double>> values = new ArrayList<>();
    double least = surface.at(lowest[0], lowest[1]);
    double most = least;
    for (int row = 0; row < SIDE; row++) {
      List<Double> line = new ArrayList<>();
      for (int column = 0; column < SIDE; column++) {
        double loss = surface.at(left + column * step, bottom + row * step);
        most = Math.max(most, loss);
        line.add(loss);
      }
      values.add(line);
    }
    return new Exhibit.Surface(
        "loss-surface",
        "Path over the loss",
        caption(),
        "weight of " + inputs.get(0),
        "weight of " + inputs.get(1),
        left,
        left + 2 * half,
        bottom,
        bottom + 2 * half,
        values,
        levels(least, most),
        surface.hasLowestPoint()
            ? List.of(new Exhibit.Points.Point("", "", lowest[0], lowest[1]))
            : List.of(),
        List.of(path));
  }

  private String caption() {
    String lines =
        "Contour lines of the mean squared error on the training part by the two weights, computed"
            + " exactly, and where the updates took them: ring the start, dot the end, cross the"
            + " lowest point.";
    return surface.hasLowestPoint()
        ? String.format(
            Locale.ROOT,
            "%s The steepest direction is %.3g times as steep as the flattest.",
            lines,
            surface.condition())
        : lines;
  }

  /** Of a parabola, lines at equal distances. */
  private static List<Double> levels(double least, double most) {
    return IntStream.rangeClosed(1, LEVELS)
        .mapToObj(k -> least + (most - least) * k * k / (LEVELS * LEVELS))
        .toList();
  }
}
