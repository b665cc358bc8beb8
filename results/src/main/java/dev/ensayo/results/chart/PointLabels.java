package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds places for the names of points: beside the point, or else further off, where nothing else
 * is. Nearer places come first.
 */
final class PointLabels {
  private static final double TEXT_HEIGHT = 13;

  /** From the middle of a text down to its baseline. */
  private static final double BASELINE = 4.5;

  private static final double MARKER = 4.5;
  private static final double[] DISTANCES = {7, 13, 22, 33, 46, 60};

  /** Right, left, above, below, and what lies between. */
  private static final ImmutableList<Integer> DEGREES =
      ImmutableList.of(0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 70, 290, 110, 250);

  /**
   * Where a name is.
   *
   * @param x of its start, its middle or its end, as {@code anchor} says; towards the point
   * @param y of its baseline
   * @param anchor SVG's word for what {@code x} is of
   * @param leader where a line from the point ends, if the name is not beside it
   */
  record Place(double x, double y, String anchor, Optional<double[]> leader) {}

  private record Box(double left, double top, double right, double bottom) {
    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean isWithin(Box other) {
      return left >= other.left
          && right <= other.right
          && top >= other.top
          && bottom <= other.bottom;
    }
  }

  private final Box field;
  private final List<Box> taken = new ArrayList<>();

  /** For points of a field whose upper left corner is 0, 0. */
  PointLabels(double width, double height) {
    this.field = new Box(2, 2, width - 2, height - 2);
  }

  /** Keeps names off a point. All points come before the first name. */
  void keepFree(double x, double y) {
    taken.add(new Box(x - MARKER, y - MARKER, x + MARKER, y + MARKER));
  }

  /** A place for the name of a point; none where all is taken. */
  Optional<Place> place(String name, double x, double y) {
    double width = Svg.textWidth(name);
    for (double distance : DISTANCES) {
      for (int degrees : DEGREES) {
        Box box = box(x, y, distance, Math.toRadians(degrees), width);
        if (box.isWithin(field) && taken.stream().noneMatch(box::overlaps)) {
          taken.add(box);
          return Optional.of(place(box, x, y, distance > DISTANCES[0]));
        }
      }
    }
    return Optional.empty();
  }

  private static Box box(double x, double y, double distance, double angle, double width) {
    double middleX = x + Math.cos(angle) * (distance + width / 2);
    double middleY = y - Math.sin(angle) * (distance + TEXT_HEIGHT / 2);
    return new Box(
        middleX - width / 2,
        middleY - TEXT_HEIGHT / 2,
        middleX + width / 2,
        middleY + TEXT_HEIGHT / 2);
  }

  private static Place place(Box box, double x, double y, boolean isLed) {
    double nearestX = Math.max(box.left, Math.min(x, box.right));
    double nearestY = Math.max(box.top, Math.min(y, box.bottom));
    Optional<double[]> leader =
        isLed ? Optional.of(new double[] {nearestX, nearestY}) : Optional.empty();
    double baseline = (box.top + box.bottom) / 2 + BASELINE;
    if (box.left > x) {
      return new Place(box.left, baseline, "start", leader);
    }
    if (box.right < x) {
      return new Place(box.right, baseline, "end", leader);
    }
    return new Place((box.left + box.right) / 2, baseline, "middle", leader);
  }
}
