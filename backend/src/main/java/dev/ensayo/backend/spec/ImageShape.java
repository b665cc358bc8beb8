package dev.ensayo.backend.spec;

import dev.ensayo.backend.compiled.image.OutputSize;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;

/** Arithmetic on shapes {@code [C, H, W]}. */
public final class ImageShape {
  private ImageShape() {}

  /**
   * The shape without change, if it is an image's.
   *
   * @param layer what needs one
   */
  static List<Integer> check(List<Integer> shape, String layer) {
    if (shape.size() != 3) {
      throw new InvalidSettingException(
          "type", layer + " needs an image [C, H, W], not an input of shape " + shape);
    }
    return shape;
  }

  /** Positions of a window along one side; errors show the arithmetic. */
  static int positions(
      String side, int size, int kernel, int stride, Padding padding, int border, int dilation) {
    if (padding == Padding.SAME) {
      return OutputSize.same(size, stride);
    }
    try {
      return OutputSize.explicit(size, kernel, stride, border, dilation);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("kernel", "along the " + side + " " + e.getMessage());
    }
  }

  /** A side of the image under windows, one for each pixel; errors show the arithmetic. */
  static int covered(String side, int size, int kernel, int stride, Padding padding, int border) {
    if (padding == Padding.SAME) {
      return Math.multiplyExact(size, stride);
    }
    try {
      return OutputSize.transposed(size, kernel, stride, border);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("border", "along the " + side + " " + e.getMessage());
    }
  }

  /** Numbers in one example. */
  public static int size(List<Integer> shape) {
    int size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }
}
