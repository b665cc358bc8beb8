package dev.ensayo.supervised.distributed;

import static dev.ensayo.core.drawing.SvgNumber.hundredths;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.episode.Theme;
import dev.ensayo.core.exhibit.Exhibit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What machines did when, drawn as a line of pieces for each. */
final class Timeline {
  private static final double WIDTH = 640;
  private static final double ROW = 22;
  private static final double BAR = 16;
  private static final double MARGIN = 10;
  private static final double LABEL = 26;

  private Timeline() {}

  /** What a piece of time goes into. */
  enum Kind {
    /** A batch, or its way forward. */
    WORK(Ink.BLUE),
    /** A batch's way back. */
    WORK_BACK(Ink.GREEN),
    /** Parameters and gradients under way. */
    MESSAGE(Ink.ORANGE);

    private final Ink ink;

    Kind(Ink ink) {
      this.ink = ink;
    }
  }

  /** A piece of time. */
  record Piece(Kind kind, double from, double to) {}

  /** One machine, up to a moment. */
  static final class Row implements Stateful {
    private final double until;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * @param until what begins later is not kept (s)
     */
    Row(double until) {
      this.until = until;
    }

    void add(Kind kind, double from, double to) {
      if (from < until && to > from) {
        pieces.add(new Piece(kind, from, to));
      }
    }

    List<Piece> pieces() {
      return pieces;
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.writeInt(pieces.size());
      for (Piece piece : pieces) {
        out.writeString(piece.kind().name());
        out.writeDouble(piece.from());
        out.writeDouble(piece.to());
      }
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      pieces.clear();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        pieces.add(new Piece(Kind.valueOf(in.readString()), in.readDouble(), in.readDouble()));
      }
    }
  }

  /** The drawing; every other piece of a kind is a little fainter, so that they can be counted. */
  static Exhibit drawn(
      String name, String title, String caption, String alternative, List<Row> rows) {
    double end = rows.stream().mapToDouble(row -> row.until).max().orElseThrow();
    double height = 2 * MARGIN + rows.size() * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
        .append(hundredths(WIDTH))
        .append("\" height=\"")
        .append(hundredths(height))
        .append("\" viewBox=\"0 0 ")
        .append(hundredths(WIDTH))
        .append(' ')
        .append(hundredths(height))
        .append("\">\n<title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(Theme.css())
        .append("</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    for (int i = 0; i < rows.size(); i++) {
      row(svg, i, rows.get(i), (WIDTH - LABEL - 2 * MARGIN) / end);
    }
    svg.append("</svg>\n");
    return new Exhibit.Drawn(name, title, caption, alternative, "", "", svg.toString());
  }

  private static void row(StringBuilder svg, int number, Row row, double scale) {
    double top = MARGIN + number * ROW;
    svg.append("<text class=\"soft\" x=\"")
        .append(hundredths(MARGIN))
        .append("\" y=\"")
        .append(hundredths(top + BAR - 3))
        .append("\">")
        .append(number + 1)
        .append("</text>\n");
    rectangle(svg, "board", "", 0, row.until, top, scale);
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (Piece piece : row.pieces) {
      boolean isFaint = seen.merge(piece.kind(), 1, Integer::sum) % 2 == 0;
      rectangle(
          svg,
          "f " + piece.kind().ink.cssClass(),
          isFaint ? " opacity=\"0.7\"" : "",
          piece.from(),
          Math.min(piece.to(), row.until),
          top,
          scale);
    }
  }

  private static void rectangle(
      StringBuilder svg,
      String style,
      String more,
      double from,
      double to,
      double top,
      double scale) {
    svg.append("<rect class=\"")
        .append(style)
        .append("\" x=\"")
        .append(hundredths(MARGIN + LABEL + from * scale))
        .append("\" y=\"")
        .append(hundredths(top))
        .append("\" width=\"")
        .append(hundredths((to - from) * scale))
        .append("\" height=\"")
        .append(hundredths(BAR))
        .append('"')
        .append(more)
        .append("/>\n");
  }
}
