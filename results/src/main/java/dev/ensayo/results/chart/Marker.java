package dev.ensayo.results.chart;

import dev.ensayo.results.markup.Markup;

/** Shapes of points, as different as shapes of their size can be. */
public enum Marker {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  CROSS,
  TRIANGLE_DOWN,
  PLUS,
  BAR;

  /**
   * Draws it around a point.
   *
   * @param radius half its size
   */
  void draw(Markup svg, double x, double y, double radius) {
    double r = radius;
    switch (this) {
      case CIRCLE ->
          svg.empty(
              "circle",
              "class",
              "mark",
              "cx",
              Svg.number(x),
              "cy",
              Svg.number(y),
              "r",
              Svg.number(r));
      case SQUARE -> path(svg, "M# #h#v#h#z", x - r, y - r, 2 * r, 2 * r, -2 * r);
      case TRIANGLE ->
          path(svg, "M# #L# #H#z", x, y - 1.2 * r, x + 1.15 * r, y + 0.9 * r, x - 1.15 * r);
      case DIAMOND ->
          path(
              svg,
              "M# #L# #L# #L# #z",
              x,
              y - 1.3 * r,
              x + 1.3 * r,
              y,
              x,
              y + 1.3 * r,
              x - 1.3 * r,
              y);
      case CROSS ->
          path(svg, "M# #L# #M# #L# #", x - r, y - r, x + r, y + r, x - r, y + r, x + r, y - r);
      case TRIANGLE_DOWN ->
          path(svg, "M# #L# #H#z", x, y + 1.2 * r, x + 1.15 * r, y - 0.9 * r, x - 1.15 * r);
      case PLUS ->
          path(svg, "M# #H#M# #V#", x - 1.2 * r, y, x + 1.2 * r, x, y - 1.2 * r, y + 1.2 * r);
      case BAR -> path(svg, "M# #V#", x, y - 1.4 * r, y + 1.4 * r);
    }
  }

  /** Puts the numbers in the places marked #. */
  private static void path(Markup svg, String pattern, double... numbers) {
    StringBuilder path = new StringBuilder();
    int next = 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '#') {
        path.append(Svg.number(numbers[next++]));
      } else {
        path.append(pattern.charAt(i));
      }
    }
    svg.empty("path", "class", "mark", "d", path.toString());
  }
}
