package dev.ensayo.supervised.maps;

import static dev.ensayo.core.drawing.SvgNumber.hundredths;

import java.util.List;

/** Small pictures in rows under headings, as a drawing of its own. */
final class TileSheet {
  /** Tiles side by side. */
  static final int ACROSS = 8;

  private static final int WIDTH = 480;
  private static final int GAP = 6;
  private static final double TILE = (double) (WIDTH - (ACROSS - 1) * GAP) / ACROSS;
  private static final int HEAD = 24;
  private static final int SCALE_LEFT = 72;
  private static final int SCALE_WIDTH = 160;
  private static final int SCALE_HEIGHT = 12;
  private static final String STYLE =
      "<style>text{font:15px system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\","
          + "\"Liberation Sans\",sans-serif;fill:#1f2328}"
          + "image{image-rendering:pixelated}.frame{fill:none;stroke:#9aa0a6;stroke-width:.75}"
          + "@media (prefers-color-scheme:dark){text{fill:#e6e8eb}}</style>";

  private final StringBuilder body = new StringBuilder();
  private double top;

  /** A line of words above what follows. */
  void heading(String words) {
    top += HEAD;
    text(0, top - 7, words);
  }

  /**
   * Pictures of one size.
   *
   * @param addresses of the pictures
   * @param ratio height over width
   */
  void tiles(List<String> addresses, double ratio) {
    double height = TILE * ratio;
    for (int i = 0; i < addresses.size(); i++) {
      double left = i % ACROSS * (TILE + GAP);
      int row = i / ACROSS;
      double up = top + row * (height + GAP);
      picture(addresses.get(i), left, up, TILE, height);
    }
    int rows = (addresses.size() + ACROSS - 1) / ACROSS;
    top += rows * (height + GAP);
  }

  /** What the colours mean. */
  void scale(SignedPixels colours) {
    top += GAP;
    String limit = MapNumber.text(colours.limit());
    text(0, top + SCALE_HEIGHT, "−" + limit);
    picture(colours.scale(), SCALE_LEFT, top, SCALE_WIDTH, SCALE_HEIGHT);
    text(SCALE_LEFT + SCALE_WIDTH + GAP, top + SCALE_HEIGHT, "+" + limit);
    top += SCALE_HEIGHT + GAP;
  }

  private void text(double left, double base, String words) {
    body.append("<text x=\"")
        .append(hundredths(left))
        .append("\" y=\"")
        .append(hundredths(base))
        .append("\">")
        .append(words)
        .append("</text>\n");
  }

  private void picture(String address, double left, double up, double width, double height) {
    String place =
        String.format(
            "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"",
            hundredths(left), hundredths(up), hundredths(width), hundredths(height));
    body.append("<image preserveAspectRatio=\"none\" ")
        .append(place)
        .append(" href=\"")
        .append(address)
        .append("\"/><rect class=\"frame\" ")
        .append(place)
        .append("/>\n");
  }

  /** A whole file. */
  String svg() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1 0 "
        + (WIDTH + 2)
        + " "
        + hundredths(top + 1)
        + "\" width=\""
        + (WIDTH + 2)
        + "\" height=\""
        + hundredths(top + 1)
        + "\">"
        + STYLE
        + "\n"
        + body
        + "</svg>\n";
  }
}
