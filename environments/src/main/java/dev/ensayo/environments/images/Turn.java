package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureShape;

/**
 * How a stored picture is turned and mirrored to stand upright: the tag Orientation of EXIF 2.32
 * (section 4.6.4 A), values 1 to 8, in this order.
 *
 * @param swapped whether rows become columns
 * @param mirroredX whether the stored picture is read from right to left
 * @param mirroredY whether the stored picture is read from the bottom to the top
 */
record Turn(boolean swapped, boolean mirroredX, boolean mirroredY) {
  static final Turn NONE = new Turn(false, false, false);

  private static final int FIRST_SWAPPED = 5;
  private static final int LAST = 8;

  /** The turn of a value of the tag; none for values that are not defined. */
  static Turn of(int tag) {
    if (tag < 1 || tag > LAST) {
      return NONE;
    }
    boolean mirroredX = tag == 2 || tag == 3 || tag == 7 || tag == 8;
    boolean mirroredY = tag == 3 || tag == 4 || tag == 6 || tag == 7;
    return new Turn(tag >= FIRST_SWAPPED, mirroredX, mirroredY);
  }

  /** The shape of a picture afterwards, and before: it is the same exchange. */
  PictureShape apply(PictureShape shape) {
    return swapped
        ? new PictureShape(
            shape.channels(), /* height= */ shape.width(), /* width= */ shape.height())
        : shape;
  }

  /** Turns a picture. */
  Pixels apply(Pixels pixels) {
    if (equals(NONE)) {
      return pixels;
    }
    PictureShape from = pixels.shape();
    PictureShape to = apply(from);
    byte[] turned = new byte[to.size()];
    int at = 0;
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        for (int x = 0; x < to.width(); x++) {
          int fromX = swapped ? y : x;
          int fromY = swapped ? x : y;
          fromX = mirroredX ? from.width() - 1 - fromX : fromX;
          fromY = mirroredY ? from.height() - 1 - fromY : fromY;
          turned[at++] = pixels.levels()[c * from.pixels() + fromY * from.width() + fromX];
        }
      }
    }
    return new Pixels(to, turned);
  }
}
