package dev.ensayo.supervised.gan;

import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.SvgNumber;
import java.util.List;

/** Points of a plane, the data first, then samples of several moments, in frames of one scale. */
final class PlaneDrawing {
  private static final int COLUMNS = 3;
  private static final int SIDE = 200;
  private static final int HEAD = 28;
  private static final int GAP = 12;
  private static final int SHOWN = 300;

  /** The frame's width over the data's. */
  private static final double MARGIN = 1.5;

  private static final String STYLE =
      "<style>text{font:18px system-ui,sans-serif;fill:#1f2328}"
          + ".frame{fill:none;stroke:#dcddda}"
          + (".data{fill:" + Ink.ORANGE.onLight() + "}.made{fill:" + Ink.BLUE.onLight() + "}")
          + "@media (prefers-color-scheme:dark){text{fill:#e6e8eb}.frame{stroke:#363b41}"
          + (".data{fill:" + Ink.ORANGE.onDark() + "}.made{fill:" + Ink.BLUE.onDark() + "}}")
          + "</style>";

  private final RealData data;
  private final List<SampleHistory.Moment> moments;
  private final double[] middle = new double[2];
  private final double unit;

  PlaneDrawing(RealData data, List<SampleHistory.Moment> moments) {
    this.data = data;
    this.moments = moments;
    double extent = 0;
    for (int axis = 0; axis < 2; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = axis; i < data.rows().length; i += 2) {
        low = Math.min(low, data.rows()[i]);
        high = Math.max(high, data.rows()[i]);
      }
      middle[axis] = (low + high) / 2;
      extent = Math.max(extent, high - low);
    }
    this.unit = SIDE / (extent > 0 ? MARGIN * extent : 1);
  }

  /** A whole file. */
  String svg() {
    int frames = 1 + moments.size();
    int rows = (frames + COLUMNS - 1) / COLUMNS;
    int width = COLUMNS * (SIDE + GAP) + GAP;
    int height = rows * (HEAD + SIDE + GAP);
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
            .append(width + " " + height + "\" width=\"" + width + "\" height=\"" + height)
            .append("\">")
            .append(STYLE);
    frame(svg, 0, "data", "data", data.rows());
    for (int i = 0; i < moments.size(); i++) {
      SampleHistory.Moment moment = moments.get(i);
      frame(svg, i + 1, "after " + moment.position() + " updates", "made", moment.samples());
    }
    return svg.append("</svg>").toString();
  }

  /** Points outside are left out. */
  private void frame(StringBuilder svg, int place, String title, String style, float[] points) {
    int left = GAP + place % COLUMNS * (SIDE + GAP);
    int top = place / COLUMNS * (HEAD + SIDE + GAP) + HEAD;
    svg.append("<text x=\"" + left + "\" y=\"" + (top - 8) + "\">" + title + "</text>")
        .append("<rect class=\"frame\" x=\"" + left + "\" y=\"" + top)
        .append("\" width=\"" + SIDE + "\" height=\"" + SIDE + "\"/><g class=\"" + style + "\">");
    for (int i = 0; i < Math.min(SHOWN, points.length / 2); i++) {
      double x = SIDE / 2.0 + unit * (points[2 * i] - middle[0]);
      double y = SIDE / 2.0 - unit * (points[2 * i + 1] - middle[1]);
      if (x >= 0 && x <= SIDE && y >= 0 && y <= SIDE) {
        svg.append("<circle r=\"2.2\" cx=\"" + SvgNumber.tenths(left + x))
            .append("\" cy=\"" + SvgNumber.tenths(top + y) + "\"/>");
      }
    }
    svg.append("</g>");
  }
}
