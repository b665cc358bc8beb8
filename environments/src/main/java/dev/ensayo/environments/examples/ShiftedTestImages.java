package dev.ensayo.environments.examples;

import dev.ensayo.core.environment.Split;

/**
 * A set of images of which each of the test part is moved by so many pixels: to the right, to the
 * lower right, down and so on, the eight directions in turn. What comes in is 0; what leaves is
 * lost. Training and validation stay as they are.
 */
public final class ShiftedTestImages extends ForwardingImageSet {
  private static final int[] RIGHT = {1, 1, 0, -1, -1, -1, 0, 1};
  private static final int[] DOWN = {0, 1, 1, 1, 0, -1, -1, -1};

  private final int pixels;

  /**
   * @param pixels how far, along each axis that a direction moves along
   */
  public ShiftedTestImages(ImageSet inner, int pixels) {
    super(inner);
    this.pixels = pixels;
  }

  /** The direction changes after all classes have had it, so that each class has all of them. */
  @Override
  public byte[] pixels(Split part) {
    byte[] levels = super.pixels(part);
    if (part != Split.TEST) {
      return levels;
    }
    byte[] moved = new byte[levels.length];
    int[] seen = new int[classes().size()];
    int[] labels = labels(part);
    for (int i = 0; i < labels.length; i++) {
      int direction = seen[labels[i]]++ % RIGHT.length;
      move(levels, moved, i * shape().size(), RIGHT[direction] * pixels, DOWN[direction] * pixels);
    }
    return moved;
  }

  /** One picture, which begins at an index. */
  private void move(byte[] from, byte[] to, int at, int right, int down) {
    PictureShape shape = shape();
    for (int row = 0; row < shape.channels() * shape.height(); row++) {
      int y = row % shape.height() - down;
      if (y >= 0 && y < shape.height()) {
        int first = Math.max(0, right);
        int length = shape.width() - Math.abs(right);
        int source = at + (row - down) * shape.width();
        System.arraycopy(
            from, source + Math.max(0, -right), to, at + row * shape.width() + first, length);
      }
    }
  }
}
