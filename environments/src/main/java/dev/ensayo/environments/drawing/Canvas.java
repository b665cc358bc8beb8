package dev.ensayo.environments.drawing;

import dev.ensayo.core.random.RandomStream;

/** A picture that characters are painted on, one over the other. Not thread-safe. */
final class Canvas {
  private static final int BRIGHTEST = 255;

  private final int width;
  private final int height;
  private final double[] levels;
  private final byte[] mask;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.levels = new double[width * height];
    this.mask = new byte[width * height];
  }

  /**
   * Begins a new picture: levels between those of the corners, which are drawn.
   *
   * @param most level of the brightest corner, in [0, 1]
   */
  void clear(double most, RandomStream random) {
    double leftTop = BRIGHTEST * most * random.nextDouble();
    double rightTop = BRIGHTEST * most * random.nextDouble();
    double leftBottom = BRIGHTEST * most * random.nextDouble();
    double rightBottom = BRIGHTEST * most * random.nextDouble();
    for (int y = 0; y < height; y++) {
      double down = (y + 0.5) / height;
      for (int x = 0; x < width; x++) {
        double across = (x + 0.5) / width;
        double above = leftTop + across * (rightTop - leftTop);
        double below = leftBottom + across * (rightBottom - leftBottom);
        levels[y * width + x] = above + down * (below - above);
        mask[y * width + x] = 0;
      }
    }
  }

  /**
   * Paints over what is there, as much of each pixel as the pen covers; what lies outside is lost.
   *
   * @param x where the left side of its box comes to lie
   * @param y where the upper side does
   * @param maskClass what its pixels become in the mask; 0 leaves the mask as it is
   */
  void paint(Specimen specimen, int x, int y, int maskClass) {
    for (int row = 0; row < specimen.side(); row++) {
      int toY = y + row - specimen.top();
      for (int column = 0; column < specimen.side(); column++) {
        int toX = x + column - specimen.left();
        int level = specimen.level(column, row);
        if (level > 0 && toX >= 0 && toX < width && toY >= 0 && toY < height) {
          int pixel = toY * width + toX;
          double covered = (double) level / specimen.brightest();
          levels[pixel] = (1 - covered) * levels[pixel] + level;
          if (maskClass > 0 && specimen.isInk(column, row)) {
            mask[pixel] = (byte) maskClass;
          }
        }
      }
    }
  }

  /**
   * Copies the picture and its mask.
   *
   * @param noise standard deviation of what is added to each pixel, in units of the full range
   * @param offset of this picture in both
   */
  void write(double noise, RandomStream random, byte[] pixels, byte[] masks, int offset) {
    for (int i = 0; i < levels.length; i++) {
      double level = levels[i];
      if (noise > 0) {
        level += BRIGHTEST * noise * Hand.nearlyNormal(random);
      }
      pixels[offset + i] = (byte) Math.round(Math.max(0, Math.min(BRIGHTEST, level)));
    }
    System.arraycopy(mask, 0, masks, offset, mask.length);
  }
}
