package dev.ensayo.serving.protocol;

import java.util.List;

/** Shapes that came from outside. */
final class Shapes {
  private Shapes() {}

  /**
   * How many elements a shape has.
   *
   * @throws BadRequestException if an extent is below 0, or they are too many; also where another
   *     extent is 0, since each extent is taken for a number of rows or columns somewhere
   */
  static int size(String tensor, List<Long> shape) {
    long size = 1;
    boolean isEmpty = false;
    for (long extent : shape) {
      if (extent < 0) {
        throw new BadRequestException(
            "tensor '%s' has the shape %s; an extent is at least 0".formatted(tensor, shape));
      }
      isEmpty |= extent == 0;
      long factor = Math.max(1, extent);
      size = size > Integer.MAX_VALUE / factor ? Integer.MAX_VALUE : size * factor;
    }
    if (size == Integer.MAX_VALUE) {
      throw new BadRequestException(
          "tensor '%s' has the shape %s, which is too large".formatted(tensor, shape));
    }
    return isEmpty ? 0 : (int) size;
  }
}
