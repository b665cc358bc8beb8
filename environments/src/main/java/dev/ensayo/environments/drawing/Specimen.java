package dev.ensayo.environments.drawing;

import dev.ensayo.core.scenes.Box;

/**
 * One character that was written, cut out along its ink.
 *
 * <p>A pixel belongs to the character where its level is at least half of the brightest, which is
 * where the pen covers at least half of it.
 *
 * @param side of the square it was written in, in pixels
 * @param levels of ink, {@code [side, side]}
 * @param brightest level of the ink, in [0, 255]
 * @param left first column that has a pixel of it
 * @param top first row that has a pixel of it
 * @param width columns from the first to the last
 * @param height rows from the first to the last
 */
record Specimen(int side, byte[] levels, int brightest, int left, int top, int width, int height) {
  /**
   * Looks where the ink is.
   *
   * @param levels {@code [side, side]}, not copied
   */
  static Specimen of(int side, byte[] levels) {
    int brightest = 0;
    for (byte level : levels) {
      brightest = Math.max(brightest, Byte.toUnsignedInt(level));
    }
    int left = side;
    int right = -1;
    int top = side;
    int bottom = -1;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (isInk(levels[y * side + x], brightest)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    return brightest == 0
        ? new Specimen(side, levels, 0, 0, 0, 0, 0)
        : new Specimen(side, levels, brightest, left, top, right - left + 1, bottom - top + 1);
  }

  private static boolean isInk(byte level, int brightest) {
    return level != 0 && 2 * Byte.toUnsignedInt(level) >= brightest;
  }

  /** Whether nothing is seen: it was too pale, or written beside the square. */
  boolean isBlank() {
    return brightest == 0;
  }

  /** Whether a pixel of the square belongs to the character. */
  boolean isInk(int x, int y) {
    return isInk(levels[y * side + x], brightest);
  }

  int level(int x, int y) {
    return Byte.toUnsignedInt(levels[y * side + x]);
  }

  /** Its box, where the box's left upper corner comes to lie at a pixel of a picture. */
  Box boxAt(int x, int y) {
    return new Box(x, y, width, height);
  }
}
