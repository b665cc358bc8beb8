package dev.ensayo.backend.compiled.image;

/** How many positions a window has along one side of an image. */
public final class OutputSize {
  private OutputSize() {}

  /**
   * ⌊(N − F + 2P)/S⌋ + 1, with F = (K − 1)·D + 1 (Dumoulin and Visin, "A guide to convolution
   * arithmetic", 2016, relationships 6 and 15).
   *
   * @param size N, at least 1
   * @param kernel K, at least 1
   * @param stride S, at least 1
   * @param padding P on each side, at least 0
   * @param dilation D, at least 1
   * @throws IllegalArgumentException if the window does not fit, showing the arithmetic
   */
  public static int explicit(int size, int kernel, int stride, int padding, int dilation) {
    int window = window(kernel, dilation);
    if (window > size + 2 * padding) {
      throw new IllegalArgumentException(
          "a window does not fit: "
              + arithmetic(size, kernel, stride, padding, dilation)
              + " is below 1");
    }
    return (size - window + 2 * padding) / stride + 1;
  }

  /** ⌈N/S⌉: as many positions as with stride 1 and padding enough for all of them. */
  public static int same(int size, int stride) {
    return (size + stride - 1) / stride;
  }

  /**
   * As {@link #explicit}, for windows that must fill the side exactly.
   *
   * @throws IllegalArgumentException also if something would be left over
   */
  public static int exact(int size, int kernel, int stride, int padding, int dilation) {
    int result = explicit(size, kernel, stride, padding, dilation);
    if ((size - window(kernel, dilation) + 2 * padding) % stride != 0) {
      throw new IllegalArgumentException(
          "windows leave a rest: "
              + arithmetic(size, kernel, stride, padding, dilation)
              + " is not whole");
    }
    return result;
  }

  /**
   * S·(N − 1) + K − 2P: the side of the image whose windows are as many as the pixels of another
   * side (Dumoulin and Visin, relationship 13).
   *
   * @param size N, at least 1
   * @param kernel K, at least 1
   * @param stride S, at least 1
   * @param padding P cut off on each side, at least 0
   * @throws IllegalArgumentException if nothing would be left, showing the arithmetic
   */
  public static int transposed(int size, int kernel, int stride, int padding) {
    int result =
        Math.subtractExact(
            Math.addExact(Math.multiplyExact(stride, size - 1), kernel), 2 * padding);
    if (result < 1) {
      throw new IllegalArgumentException(
          "nothing is left: S·(N − 1) + K − 2P = "
              + (stride + "·(" + size + " − 1) + " + kernel + " − 2·" + padding)
              + (" = " + result + " is below 1"));
    }
    return result;
  }

  /** F = (K − 1)·D + 1: the side of a dilated window. */
  static int window(int kernel, int dilation) {
    return (kernel - 1) * dilation + 1;
  }

  private static String arithmetic(int size, int kernel, int stride, int padding, int dilation) {
    int window = window(kernel, dilation);
    double result = (size - window + 2 * padding) / (double) stride + 1;
    String numbers =
        "(N − F + 2P)/S + 1 = (" + size + " − " + window + " + 2·" + padding + ")/" + stride;
    String side =
        dilation == 1
            ? ""
            : " with F = (K − 1)·D + 1 = (" + kernel + " − 1)·" + dilation + " + 1 = " + window;
    return numbers + " + 1 = " + Math.round(result * 100) / 100.0 + side;
  }
}
