package dev.ensayo.core.episode;

import static dev.ensayo.core.drawing.SvgNumber.hundredths;
import static dev.ensayo.core.drawing.SvgNumber.tenths;

import com.google.common.xml.XmlEscapers;
import dev.ensayo.core.drawing.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures as a strip of film that is drawn past a window, a picture at a time: one animation moves
 * them all, so that hundreds of pictures cost little to show, and none is needed to see one. Where
 * motion is not wanted the strip stands still at a picture from the middle.
 */
final class FilmSvg {
  private static final double LARGEST_WIDTH = 340;
  private static final double LARGEST_HEIGHT = 300;
  private static final double LONGEST_SECONDS = 40;
  private static final double SECONDS_AT_END = 1.5;
  private static final double LINE = 22;
  private static final double MARGIN = 10;
  private static final double LETTER = 7.2;
  private static final int WORTH_SHARING = 30;
  private static final double HUNDREDTHS = 100;

  private final Stage stage;
  private final List<EpisodeFilm.Picture> pictures;
  private final double scale;
  private final double width;
  private final double height;
  private final double secondsPerPicture;

  FilmSvg(Stage stage, List<EpisodeFilm.Picture> pictures, long every) {
    this.stage = stage;
    this.pictures = pictures;
    double fitting = Math.min(LARGEST_WIDTH / stage.width(), LARGEST_HEIGHT / stage.height());
    this.scale = Math.floor(HUNDREDTHS * fitting) / HUNDREDTHS; // as it is written
    this.width = Math.max(scale * stage.width(), 300);
    this.height = scale * stage.height();
    this.secondsPerPicture =
        Math.min(every / stage.stepsPerSecond(), LONGEST_SECONDS / pictures.size());
  }

  String write(String title, String description) {
    StringBuilder legend = new StringBuilder();
    double legendHeight = legend(legend, MARGIN + height + LINE + 20);
    double all = MARGIN + height + LINE + legendHeight + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    svg.append(tenths(width + 2 * MARGIN)).append("\" height=\"").append(tenths(all));
    svg.append("\" viewBox=\"0 0 ").append(tenths(width + 2 * MARGIN)).append(' ');
    svg.append(tenths(all)).append("\">\n");
    svg.append("<title>").append(escaped(title)).append("</title>\n");
    svg.append("<desc>").append(escaped(description)).append("</desc>\n");
    svg.append("<style>\n").append(Theme.css()).append(motion()).append("</style>\n");
    Map<String, String> shared = shared();
    svg.append("<defs>").append(stage.shapes());
    shared.forEach(
        (element, id) ->
            svg.append("<g id=\"").append(id).append("\">").append(element).append("</g>"));
    svg.append("</defs>\n");
    svg.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    double left = MARGIN + (width - scale * stage.width()) / 2;
    svg.append("<svg x=\"").append(tenths(left)).append("\" y=\"").append(tenths(MARGIN));
    svg.append("\" width=\"").append(tenths(scale * stage.width())).append("\" height=\"");
    svg.append(tenths(height)).append("\">\n");
    // What moves is not itself scaled: a browser would draw it small and enlarge that.
    String scaled = "<g transform=\"scale(" + hundredths(scale) + ")\">\n";
    svg.append(scaled).append(stage.backdrop()).append("</g>\n");
    svg.append("<g class=\"strip\">").append(scaled);
    for (int i = 0; i < pictures.size(); i++) {
      svg.append(i == 0 ? "<g>" : "<g transform=\"translate(" + tenths(i * pitch()) + ")\">");
      for (String element : pictures.get(i).elements()) {
        String id = shared.get(element);
        svg.append(id == null ? element : "<use href=\"#" + id + "\"/>");
      }
      svg.append("</g>\n");
    }
    svg.append("</g></g>\n").append(scaled).append(stage.foreground()).append("</g>\n</svg>\n");
    words(svg);
    return svg.append(legend).append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return XmlEscapers.xmlContentEscaper().escape(text);
  }

  /** From picture to picture; what a picture shows beyond its edge is not seen in the next. */
  private double pitch() {
    return 2 * stage.width();
  }

  private double wordsPitch() {
    return 2 * width;
  }

  private String motion() {
    int last = pictures.size() - 1;
    if (last == 0) {
      return "";
    }
    double seconds = secondsPerPicture * pictures.size() + SECONDS_AT_END;
    String moving = hundredths(100 * secondsPerPicture * last / seconds) + "%";
    int still = last / 2;
    return run("run", scale * pitch(), moving)
        + run("say", wordsPitch(), moving)
        + (".strip{animation:run " + hundredths(seconds) + "s infinite}\n")
        + (".words{animation:say " + hundredths(seconds) + "s infinite}\n")
        + "@media (prefers-reduced-motion:reduce){"
        + (".strip{animation:none;transform:translate(" + tenths(-still * scale * pitch()) + "px)}")
        + (".words{animation:none;transform:translate(" + tenths(-still * wordsPitch()) + "px)}")
        + "}\n";
  }

  /** Moves by a picture at a time, then stays at the last. */
  private String run(String name, double step, String moving) {
    String end = "{transform:translate(" + tenths(-step * (pictures.size() - 1)) + "px)}";
    return "@keyframes "
        + name
        + "{0%{transform:translate(0);animation-timing-function:steps("
        + (pictures.size() - 1)
        + ")}"
        + moving
        + end
        + "to"
        + end
        + "}\n";
  }

  private void words(StringBuilder svg) {
    svg.append("<svg x=\"").append(tenths(MARGIN)).append("\" y=\"");
    svg.append(tenths(MARGIN + height)).append("\" width=\"").append(tenths(width));
    svg.append("\" height=\"").append(tenths(LINE)).append("\">\n<g class=\"words\">\n");
    for (int i = 0; i < pictures.size(); i++) {
      svg.append("<text x=\"").append(tenths(i * wordsPitch())).append("\" y=\"17\">");
      svg.append(escaped(pictures.get(i).words())).append("</text>\n");
    }
    svg.append("</g>\n</svg>\n");
  }

  /**
   * Draws what the inks mean.
   *
   * @return how much room that takes
   */
  private double legend(StringBuilder svg, double top) {
    if (stage.legend().isEmpty()) {
      return 0;
    }
    double x = MARGIN;
    double y = top;
    for (Stage.LegendItem item : stage.legend()) {
      double room = 18 + LETTER * item.meaning().length() + 12;
      if (x > MARGIN && x + room > width + 2 * MARGIN) {
        x = MARGIN;
        y += LINE;
      }
      svg.append("<rect class=\"f ").append(item.ink().cssClass()).append("\" x=\"");
      svg.append(tenths(x)).append("\" y=\"").append(tenths(y - 10));
      svg.append("\" width=\"11\" height=\"11\"/><text class=\"soft\" x=\"");
      svg.append(tenths(x + 17)).append("\" y=\"").append(tenths(y)).append("\">");
      svg.append(escaped(item.meaning())).append("</text>\n");
      x += room;
    }
    return y - top + LINE;
  }

  /** Long elements that several pictures show, and what they are called. */
  private Map<String, String> shared() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (EpisodeFilm.Picture picture : pictures) {
      picture.elements().forEach(element -> counts.merge(element, 1, Integer::sum));
    }
    Map<String, String> names = new LinkedHashMap<>();
    counts.forEach(
        (element, count) -> {
          if (count > 1 && element.length() > WORTH_SHARING) {
            names.put(element, "s" + names.size());
          }
        });
    return names;
  }
}
