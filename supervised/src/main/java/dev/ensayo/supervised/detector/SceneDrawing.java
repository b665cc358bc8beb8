package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import com.google.common.xml.XmlEscapers;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.PixelImage;
import dev.ensayo.core.drawing.SvgNumber;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.List;
import java.util.Locale;

/** Scenes beside each other, with the boxes that are there and those that were found. */
final class SceneDrawing {
  /** Of what is drawn as found. */
  static final double LEAST_SCORE = 0.5;

  private static final int COLUMNS = 3;

  /** Side of the longer side of a picture. */
  private static final int SIDE = 200;

  private static final int GAP = 10;
  private static final int HEAD = 34;

  /** Height of what is written beside a box. */
  private static final int LETTER = 17;

  /** Of a digit of that height, and a little more. */
  private static final double LETTER_WIDTH = 0.62 * LETTER;

  /** Boxes lie on pictures, which are as dark by day as by night. */
  private static final String STYLE =
      "<style>text{font:20px system-ui,sans-serif;fill:#1f2328}"
          + "@media (prefers-color-scheme:dark){text{fill:#e6e8eb}}"
          + ".there,.found{fill:none;stroke-width:2}"
          + (".there{stroke:" + Ink.GREEN.onDark() + ";stroke-dasharray:5 4}")
          + (".found{stroke:" + Ink.ORANGE.onDark() + "}")
          + (".sure{font-size:" + LETTER + "px;fill:" + Ink.ORANGE.onDark())
          + ";paint-order:stroke;stroke:#000;stroke-width:3px}"
          + "image{image-rendering:pixelated}</style>";

  private final ScenesSpec spec;
  private final Scenes scenes;
  private final ImmutableList<ImmutableList<Detection>> found;
  private final double unit;
  private final int width;
  private final int height;

  /**
   * @param found on each scene
   */
  SceneDrawing(ScenesSpec spec, Scenes scenes, ImmutableList<ImmutableList<Detection>> found) {
    this.spec = spec;
    this.scenes = scenes;
    this.found = found;
    this.unit = (double) SIDE / Math.max(spec.width(), spec.height());
    this.width = (int) Math.round(unit * spec.width());
    this.height = (int) Math.round(unit * spec.height());
  }

  /**
   * A whole file.
   *
   * @param count of scenes, the first ones
   */
  String svg(int count) {
    int columns = Math.min(COLUMNS, count);
    int rows = (count + columns - 1) / columns;
    int wide = columns * (width + GAP) + GAP;
    int high = HEAD + rows * (height + GAP);
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
            .append(wide + " " + high + "\" width=\"" + wide + "\" height=\"" + high + "\">")
            .append(STYLE);
    legend(svg);
    for (int i = 0; i < count; i++) {
      scene(svg, i, GAP + i % columns * (width + GAP), HEAD + i / columns * (height + GAP));
    }
    return svg.append("</svg>").toString();
  }

  private static void legend(StringBuilder svg) {
    svg.append("<rect class=\"there\" x=\"11\" y=\"6\" width=\"16\" height=\"16\"/>")
        .append("<text x=\"34\" y=\"21\">there</text>")
        .append("<rect class=\"found\" x=\"111\" y=\"6\" width=\"16\" height=\"16\"/>")
        .append("<text x=\"134\" y=\"21\">found</text>");
  }

  private void scene(StringBuilder svg, int index, int left, int top) {
    svg.append("<svg x=\"" + left + "\" y=\"" + top + "\" width=\"" + width)
        .append("\" height=\"" + height + "\"><image width=\"" + width + "\" height=\"" + height)
        .append("\" href=\"")
        .append(
            PixelImage.ofBytes(scenes.picture(index), spec.channels(), spec.height(), spec.width()))
        .append("\"/>");
    for (SceneObject object : scenes.objects(index)) {
      rectangle(svg, "there", object.box());
    }
    List<Detection> sure =
        found.get(index).stream().filter(one -> one.score() >= LEAST_SCORE).toList();
    for (Detection detection : sure) {
      rectangle(svg, "found", detection.box());
      name(svg, detection);
    }
    svg.append("</svg>");
  }

  private void rectangle(StringBuilder svg, String style, Box box) {
    svg.append("<rect class=\"" + style + "\" x=\"" + SvgNumber.tenths(unit * box.left()))
        .append("\" y=\"" + SvgNumber.tenths(unit * box.top()))
        .append("\" width=\"" + SvgNumber.tenths(unit * box.width()))
        .append("\" height=\"" + SvgNumber.tenths(unit * box.height()) + "\"/>");
  }

  /** Above the box; within it, where there is no room; never beyond the picture. */
  private void name(StringBuilder svg, Detection detection) {
    String name =
        String.format(
            Locale.ROOT, "%s %.2f", spec.classes().get(detection.label()), detection.score());
    double room = width - LETTER_WIDTH * name.length();
    double left = Math.max(0, Math.min(unit * detection.box().left(), room));
    double top = unit * detection.box().top();
    double base = top > LETTER ? top - 4 : Math.max(0, top) + LETTER;
    svg.append("<text class=\"sure\" x=\"" + SvgNumber.tenths(left))
        .append("\" y=\"" + SvgNumber.tenths(base) + "\">")
        .append(XmlEscapers.xmlContentEscaper().escape(name) + "</text>");
  }
}
