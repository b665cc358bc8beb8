package dev.ensayo.supervised.maps;

import dev.ensayo.core.drawing.PixelImage;

/**
 * Numbers as colours: white is 0, blue above and orange below, both as strong at ±{@code limit}.
 *
 * @param limit positive
 */
record SignedPixels(double limit) {
  private static final int WHITE = 255;
  private static final int[] ABOVE = {0, 84, 140};
  private static final int[] BELOW = {176, 76, 0};

  /** For the numbers there are; 1 where all are 0. */
  static SignedPixels of(float[]... numbers) {
    double largest = 0;
    for (float[] some : numbers) {
      for (float number : some) {
        largest = Math.max(largest, Math.abs(number));
      }
    }
    return new SignedPixels(largest > 0 ? largest : 1);
  }

  /**
   * A picture as an address.
   *
   * @param numbers {@code [height, width]} from {@code offset} on
   */
  String picture(float[] numbers, int offset, int height, int width) {
    int area = height * width;
    byte[] pixels = new byte[3 * area];
    for (int i = 0; i < area; i++) {
      double share = Math.max(-1, Math.min(1, numbers[offset + i] / limit));
      int[] end = share < 0 ? BELOW : ABOVE;
      for (int c = 0; c < 3; c++) {
        pixels[c * area + i] = (byte) Math.round(WHITE + (end[c] - WHITE) * Math.abs(share));
      }
    }
    return PixelImage.ofBytes(pixels, 3, height, width);
  }

  /** All colours from the lowest to the highest. */
  String scale() {
    int steps = 101;
    float[] numbers = new float[steps];
    for (int i = 0; i < steps; i++) {
      numbers[i] = (float) (limit * (2.0 * i / (steps - 1) - 1));
    }
    return picture(numbers, 0, 1, steps);
  }
}
