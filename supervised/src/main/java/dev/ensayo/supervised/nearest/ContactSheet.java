package dev.ensayo.supervised.nearest;

import com.google.common.xml.XmlEscapers;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture, framed, and after it those that are most like it, row by row. */
final class ContactSheet {
  private static final int COLUMNS = 6;
  private static final int SIDE = 96;
  private static final int GAP = 12;
  private static final int FRAME = 4;
  private static final int LINE = 18;
  private static final int HEAD = 40;
  private static final int BYTE = 0xff;
  private static final int WHITE = 0xffffff;

  private static final String STYLE =
      "<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.far{fill:#59636e}"
          + "image{image-rendering:pixelated}"
          + ("rect{fill:none;stroke-width:4;stroke:" + Ink.ORANGE.onLight() + "}")
          + "@media (prefers-color-scheme:dark){svg{background:#16191d}text{fill:#e6e8eb}"
          + (".far{fill:#9aa4ae}rect{stroke:" + Ink.ORANGE.onDark() + "}}")
          + "</style>";

  private final SimilarPictures similar;
  private final int channels;
  private final int height;
  private final int width;
  private final List<byte[]> pictures = new ArrayList<>();

  ContactSheet(SimilarPictures similar) {
    this.similar = similar;
    List<Integer> shape = similar.spec().inputShape().asList();
    this.channels = shape.get(0);
    this.height = shape.get(1);
    this.width = shape.get(2);
    pictures.add(similar.asked().levels());
    similar
        .found()
        .forEach(one -> pictures.add(similar.searched().picture(one.example()).orElseThrow()));
  }

  void write(Path file, SheetFormat format) throws IOException {
    if (format == SheetFormat.SVG) {
      AtomicFile.replace(file, svg());
    } else {
      AtomicFile.replace(file, out -> png(whole(), out));
    }
  }

  /** How many screen pixels one pixel takes. */
  private double scale() {
    return SIDE / (double) Math.max(height, width);
  }

  private int columns() {
    return Math.min(COLUMNS, pictures.size());
  }

  private int rows() {
    return (pictures.size() + COLUMNS - 1) / COLUMNS;
  }

  private String svg() throws IOException {
    int step = SIDE + GAP;
    int tall = SIDE + 2 * LINE + GAP;
    int across = COLUMNS * step + GAP;
    int down = HEAD + rows() * tall;
    String title = XmlEscapers.xmlContentEscaper().escape(similar.title());
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
            .append(across + " " + down + "\" width=\"" + across + "\" height=\"" + down)
            .append("\" style=\"max-width:100%\" role=\"img\"><title>" + title + "</title>" + STYLE)
            .append("<text x=\"" + GAP + "\" y=\"24\">" + title + "</text>");
    for (int i = 0; i < pictures.size(); i++) {
      cell(svg, i, GAP + i % COLUMNS * step, HEAD + i / COLUMNS * tall);
    }
    return svg.append("</svg>\n").toString();
  }

  private void cell(StringBuilder svg, int i, int left, int top) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png(drawn(i), png);
    String first;
    String second = "";
    if (i == 0) {
      String known = similar.className(similar.asked().label());
      first = known.isEmpty() ? "asked" : "asked: " + known;
    } else {
      NearestExamples.Found one = similar.found().get(i - 1);
      first = similar.className(one);
      second = similar.distance(one);
    }
    svg.append("<image x=\"" + left + "\" y=\"" + top + "\" width=\"" + SIDE)
        .append("\" height=\"" + SIDE + "\" href=\"data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(png.toByteArray()) + "\"/>");
    if (i == 0) {
      svg.append("<rect x=\"" + (left - FRAME / 2) + "\" y=\"" + (top - FRAME / 2))
          .append("\" width=\"" + (SIDE + FRAME) + "\" height=\"" + (SIDE + FRAME) + "\"/>");
    }
    line(svg, "", first, left, top + SIDE + LINE);
    line(svg, " class=\"far\"", second, left, top + SIDE + 2 * LINE);
  }

  private static void line(StringBuilder svg, String style, String text, int left, int base) {
    if (!text.isEmpty()) {
      svg.append("<text" + style + " x=\"" + left + "\" y=\"" + base + "\">")
          .append(XmlEscapers.xmlContentEscaper().escape(text) + "</text>");
    }
  }

  private BufferedImage drawn(int i) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color(i, y * width + x));
      }
    }
    return image;
  }

  private int color(int i, int at) {
    byte[] levels = pictures.get(i);
    int color = 0;
    for (int c = 0; c < 3; c++) {
      int level = levels[(channels == 1 ? 0 : c) * height * width + at] & BYTE;
      color = (color << Byte.SIZE) | level;
    }
    return color;
  }

  /** All pictures in one, enlarged without smoothing. */
  private BufferedImage whole() {
    int large = (int) Math.max(1, scale());
    int across = width * large;
    int down = height * large;
    BufferedImage sheet =
        new BufferedImage(
            GAP + columns() * (across + GAP),
            GAP + rows() * (down + GAP),
            BufferedImage.TYPE_INT_RGB);
    fill(sheet, 0, 0, sheet.getWidth(), sheet.getHeight(), WHITE);
    int frame = Integer.decode(Ink.ORANGE.onLight());
    fill(sheet, GAP - FRAME, GAP - FRAME, across + 2 * FRAME, down + 2 * FRAME, frame);
    for (int i = 0; i < pictures.size(); i++) {
      int left = GAP + i % COLUMNS * (across + GAP);
      int top = GAP + i / COLUMNS * (down + GAP);
      for (int y = 0; y < down; y++) {
        for (int x = 0; x < across; x++) {
          sheet.setRGB(left + x, top + y, color(i, y / large * width + x / large));
        }
      }
    }
    return sheet;
  }

  private static void fill(
      BufferedImage image, int left, int top, int across, int down, int color) {
    for (int y = top; y < top + down; y++) {
      for (int x = left; x < left + across; x++) {
        image.setRGB(x, y, color);
      }
    }
  }

  private static void png(BufferedImage image, OutputStream out) throws IOException {
    ImageIO.write(image, "png", out);
  }
}
