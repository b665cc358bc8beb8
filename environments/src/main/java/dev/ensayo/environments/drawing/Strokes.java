package dev.ensayo.environments.drawing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The lines of a pen as short straight pieces.
 *
 * @param x of both ends of each piece in turn, {@code [2 · pieces]}, in a unit square
 * @param y downwards
 */
record Strokes(double[] x, double[] y) {
  private static final int PIECES_OF_LINE = 6;
  private static final int PIECES_OF_CURVE = 12;
  private static final int PIECES_OF_ELLIPSE = 32;

  /**
   * Reads a path.
   *
   * @param path as in {@link Glyphs}
   */
  static Strokes of(String path) {
    return new Pen().draw(path);
  }

  int pieces() {
    return x.length / 2;
  }

  /** Follows a path. */
  private static final class Pen {
    private final List<double[]> ends = new ArrayList<>();
    private double x;
    private double y;

    Strokes draw(String path) {
      Iterator<String> words = Splitter.on(' ').split(path).iterator();
      while (words.hasNext()) {
        String command = words.next();
        switch (command) {
          case "M" -> {
            x = number(words);
            y = number(words);
          }
          case "L" -> line(number(words), number(words));
          case "Q" -> quadratic(number(words), number(words), number(words), number(words));
          case "C" ->
              cubic(
                  number(words),
                  number(words),
                  number(words),
                  number(words),
                  number(words),
                  number(words),
                  PIECES_OF_CURVE);
          case "O" -> ellipse(number(words), number(words), number(words), number(words));
          default -> throw new IllegalArgumentException("'" + command + "' in the path " + path);
        }
      }
      checkArgument(!ends.isEmpty(), "the path %s draws nothing", path);
      return new Strokes(
          ends.stream().mapToDouble(end -> end[0]).toArray(),
          ends.stream().mapToDouble(end -> end[1]).toArray());
    }

    private static double number(Iterator<String> words) {
      return Double.parseDouble(words.next());
    }

    private void to(double nextX, double nextY) {
      ends.add(new double[] {x, y});
      ends.add(new double[] {nextX, nextY});
      x = nextX;
      y = nextY;
    }

    private void line(double endX, double endY) {
      double startX = x;
      double startY = y;
      for (int i = 1; i <= PIECES_OF_LINE; i++) {
        double t = (double) i / PIECES_OF_LINE;
        to(startX + t * (endX - startX), startY + t * (endY - startY));
      }
    }

    /** Raised to a cubic. */
    private void quadratic(double controlX, double controlY, double endX, double endY) {
      cubic(
          x + (controlX - x) * 2 / 3,
          y + (controlY - y) * 2 / 3,
          endX + (controlX - endX) * 2 / 3,
          endY + (controlY - endY) * 2 / 3,
          endX,
          endY,
          PIECES_OF_CURVE);
    }

    private void cubic(
        double x1, double y1, double x2, double y2, double endX, double endY, int pieces) {
      double startX = x;
      double startY = y;
      for (int i = 1; i <= pieces; i++) {
        double t = (double) i / pieces;
        double u = 1 - t;
        double b0 = u * u * u;
        double b1 = 3 * u * u * t;
        double b2 = 3 * u * t * t;
        double b3 = t * t * t;
        to(
            b0 * startX + b1 * x1 + b2 * x2 + b3 * endX,
            b0 * startY + b1 * y1 + b2 * y2 + b3 * endY);
      }
    }

    private void ellipse(double centerX, double centerY, double radiusX, double radiusY) {
      x = centerX;
      y = centerY - radiusY;
      for (int i = 1; i <= PIECES_OF_ELLIPSE; i++) {
        double angle = 2 * Math.PI * i / PIECES_OF_ELLIPSE;
        to(centerX - radiusX * StrictMath.sin(angle), centerY - radiusY * StrictMath.cos(angle));
      }
    }
  }
}
