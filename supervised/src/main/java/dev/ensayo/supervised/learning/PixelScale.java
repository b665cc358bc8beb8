package dev.ensayo.supervised.learning;

/** Between the normalized numbers of an image and its bytes, a line for each channel. */
final class PixelScale {
  private static final int BRIGHTEST = 255;

  private final double[] factors;
  private final double[] offsets;

  private PixelScale(double[] factors, double[] offsets) {
    this.factors = factors;
    this.offsets = offsets;
  }

  /**
   * The lines through the darkest and the brightest pixel of each channel.
   *
   * @param numbers normalized, {@code [C, H, W]}
   * @param pixels the same image as bytes
   */
  static PixelScale fit(float[] numbers, byte[] pixels, int channels) {
    double[] factors = new double[channels];
    double[] offsets = new double[channels];
    int size = pixels.length / channels;
    for (int c = 0; c < channels; c++) {
      int darkest = c * size;
      int brightest = c * size;
      for (int i = c * size; i < (c + 1) * size; i++) {
        darkest = (pixels[i] & 0xff) < (pixels[darkest] & 0xff) ? i : darkest;
        brightest = (pixels[i] & 0xff) > (pixels[brightest] & 0xff) ? i : brightest;
      }
      double range = (double) numbers[brightest] - numbers[darkest];
      int bytes = (pixels[brightest] & 0xff) - (pixels[darkest] & 0xff);
      factors[c] = range == 0 ? 0 : bytes / range;
      offsets[c] = (pixels[darkest] & 0xff) - factors[c] * numbers[darkest];
    }
    return new PixelScale(factors, offsets);
  }

  /** The bytes of normalized numbers, limited to [0, 255]. */
  byte[] pixels(float[] numbers) {
    byte[] pixels = new byte[numbers.length];
    int size = numbers.length / factors.length;
    for (int i = 0; i < pixels.length; i++) {
      int c = i / size;
      long value = Math.round(factors[c] * numbers[i] + offsets[c]);
      pixels[i] = (byte) Math.max(0, Math.min(BRIGHTEST, value));
    }
    return pixels;
  }
}
