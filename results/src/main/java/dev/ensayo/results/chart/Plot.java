package dev.ensayo.results.chart;

import dev.ensayo.results.markup.Markup;

/**
 * The rectangle that data are drawn in, with its two axes.
 *
 * @param left edge
 * @param top edge
 * @param right edge
 * @param bottom edge
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Plot(double left, double top, double right, double bottom, Axis across, Axis up) {
  double x(double value) {
    return across.place(value, left, right);
  }

  double y(double value) {
    return up.place(value, bottom, top);
  }

  /** Grid, tick labels and titles; the vertical axis has its title above it, to be read upright. */
  void drawAxes(Markup svg, String acrossTitle, String upTitle) {
    for (Axis.Tick tick : up.ticks()) {
      double y = y(tick.value());
      Svg.line(svg, "grid", left, y, right, y);
      Svg.text(svg, "tick", left - 8, y + 4, "end", tick.label());
    }
    drawAcross(svg, acrossTitle);
    Svg.text(svg, "axis", 2, top - 14, "start", upTitle);
    svg.line();
  }

  /** The horizontal axis alone. */
  void drawAcross(Markup svg, String title) {
    Svg.line(svg, "frame", left, bottom, right, bottom);
    for (Axis.Tick tick : across.ticks()) {
      double x = x(tick.value());
      Svg.line(svg, "frame", x, bottom, x, bottom + 5);
      Svg.text(svg, "tick", x, bottom + 19, "middle", tick.label());
    }
    Svg.text(svg, "axis", (left + right) / 2, bottom + 38, "middle", title);
    svg.line();
  }

  /** The clip path {@code key-clip}: the plot and a little around it. */
  void drawClip(Markup svg, String key) {
    svg.open("clipPath", "id", key + "-clip");
    svg.empty(
        "rect",
        "x",
        Svg.number(left() - 4),
        "y",
        Svg.number(top() - 5),
        "width",
        Svg.number(right() - left() + 8),
        "height",
        Svg.number(bottom() - top() + 6));
    svg.close().line();
  }

  /** A line through the finite values, with gaps where there are none. */
  String linePath(double[] steps, double[] values, boolean bridge) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        path.append(drawing ? 'L' : 'M')
            .append(Svg.number(x(steps[i])))
            .append(' ')
            .append(Svg.number(y(values[i])));
        drawing = true;
      } else {
        drawing &= bridge;
      }
    }
    return path.toString();
  }

  /** Room for the labels of the vertical axis. */
  static double roomFor(Axis up) {
    double widest =
        up.ticks().stream().mapToDouble(tick -> Svg.textWidth(tick.label())).max().orElse(0);
    return Math.max(34, widest + 14);
  }
}
