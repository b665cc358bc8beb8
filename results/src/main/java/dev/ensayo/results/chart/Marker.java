package dev.ensayo.results.chart;

import dev.ensayo.results.markup.Markup;
import java.util.Locale;

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
      case SQUARE -> path(svg, "M%s %sh%sv%sh%sz", x - r, y - r, 2 * r, 2 * r, -2 * r);
      case TRIANGLE ->
          path(svg, "M%s %sL%s %sH%sz", x, y - 1.2 * r, x + 1.15 * r, y + 0.9 * r, x - 1.15 * r);
      case DIAMOND ->
          path(
              svg,
              "M%s %sL%s %sL%s %sL%s %sz",
              x,
              y - 1.3 * r,
              x + 1.3 * r,
              y,
              x,
              y + 1.3 * r,
              x - 1.3 * r,
              y);
      case CROSS ->
          path(
              svg,
              "M%s %sL%s %sM%s %sL%s %s",
              x - r,
              y - r,
              x + r,
              y + r,
              x - r,
              y + r,
              x + r,
              y - r);
      case TRIANGLE_DOWN ->
          path(svg, "M%s %sL%s %sH%sz", x, y + 1.2 * r, x + 1.15 * r, y - 0.9 * r, x - 1.15 * r);
      case PLUS ->
          path(svg, "M%s %sH%sM%s %sV%s", x - 1.2 * r, y, x + 1.2 * r, x, y - 1.2 * r, y + 1.2 * r);
      case BAR -> path(svg, "M%s %sV%s", x, y - 1.4 * r, y + 1.4 * r);
    }
  }

  private static void path(Markup svg, String pattern, double... numbers) {
    Object[] texts = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      texts[i] = Svg.number(numbers[i]);
    }
    svg.empty("path", "class", "mark", "d", String.format(Locale.ROOT, pattern, texts));
  }
}
