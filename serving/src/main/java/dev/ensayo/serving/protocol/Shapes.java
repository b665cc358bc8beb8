package dev.ensayo.serving.protocol;

import java.util.List;

/** Shapes that came from outside. */
final class Shapes {
  private Shapes() {}

  /**
   * How many elements a shape has.
   *
   * @throws BadRequestException if an extent is below 0, or they are too many
   */
  static int size(String tensor, List<Long> shape) {
    long size = 1;
    for (long extent : shape) {
      if (extent < 0) {
        throw new BadRequestException(
            "tensor '%s' has the shape %s; an extent is at least 0".formatted(tensor, shape));
      }
      size = extent != 0 && size > Integer.MAX_VALUE / extent ? Integer.MAX_VALUE : size * extent;
    }
    if (size == Integer.MAX_VALUE) {
      throw new BadRequestException(
          "tensor '%s' has the shape %s, which is too large".formatted(tensor, shape));
    }
    return (int) size;
  }
}
