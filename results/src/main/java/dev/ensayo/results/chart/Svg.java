package dev.ensayo.results.chart;

import dev.ensayo.results.markup.Markup;
import java.util.ArrayList;
import java.util.List;

/** The frame that all charts share: an accessible {@code <svg>} that scales with its place. */
final class Svg {
  /** Far outside of every chart, and small enough for every renderer. */
  private static final double FAR = 20_000;

  private Svg() {}

  /** Opens a chart. */
  static Markup open(String id, String cssClass, int width, int height, String title, String desc) {
    return open(id, cssClass, width, height, title, desc, "img");
  }

  /** Opens a chart with marks that a keyboard reaches, which a picture must not have within. */
  static Markup openWithMarks(
      String id, String cssClass, int width, int height, String title, String desc) {
    return open(id, cssClass, width, height, title, desc, "group");
  }

  /**
   * Opens a mark that can be pointed at and reached by keyboard.
   *
   * @param told what it says; where that is empty, it is as any other part of the chart
   */
  static void openMark(Markup svg, SeriesStyle style, String told) {
    if (told.isEmpty()) {
      svg.open("g", "class", style.cssClass());
      return;
    }
    svg.open(
        "g",
        "class",
        "key " + style.cssClass(),
        "tabindex",
        "0",
        "role",
        "img",
        "aria-label",
        told);
    svg.element("title", told);
  }

  /** Opens a chart that is as large as it says wherever it stands. */
  static Markup openAtItsSize(String id, int width, int height, String title, String desc) {
    return open(
        id,
        "sized",
        width,
        height,
        title,
        desc,
        "img",
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height));
  }

  private static Markup open(
      String id,
      String cssClass,
      int width,
      int height,
      String title,
      String desc,
      String role,
      String... more) {
    List<String> attributes =
        new ArrayList<>(
            List.of(
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "chart " + cssClass,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                role,
                "aria-labelledby",
                id + "-title " + id + "-desc"));
    attributes.addAll(List.of(more));
    Markup svg = new Markup();
    svg.open("svg", attributes.toArray(String[]::new));
    svg.element("title", title, "id", id + "-title");
    svg.element("desc", desc, "id", id + "-desc");
    return svg.line();
  }

  /** A coordinate with at most one decimal. */
  static String number(double value) {
    double clamped = Math.max(-FAR, Math.min(FAR, value));
    long tenths = Math.round(10 * clamped);
    long whole = Math.abs(tenths) / 10;
    long tenth = Math.abs(tenths) % 10;
    return (tenths < 0 ? "-" : "") + whole + (tenth == 0 ? "" : "." + tenth);
  }

  static void line(Markup svg, String cssClass, double x1, double y1, double x2, double y2) {
    svg.empty(
        "line",
        "class",
        cssClass,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  /**
   * @param anchor start, middle or end
   */
  static void text(Markup svg, String cssClass, double x, double y, String anchor, String text) {
    svg.element(
        "text", text, "class", cssClass, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  /** About how wide a text is at a font size of 13; a little too wide rather than too narrow. */
  static double textWidth(String text) {
    return 7.2 * text.length();
  }

  /** The text, cut to about a width. */
  static String fitted(String text, double width) {
    int most = Math.max(3, (int) (width / 7.2));
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
