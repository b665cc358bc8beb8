package dev.ensayo.environments.examples;

import dev.ensayo.core.preprocessing.PictureInputs;

/**
 * Pixels 0 to 255 to inputs: {@code factor · pixel + offset}, for each channel.
 *
 * @param factors C of them
 * @param offsets C of them
 */
record PixelScaling(float[] factors, float[] offsets) {
  private static final int LEVELS = 256;

  /**
   * Measures the training part.
   *
   * @param pixels {@code [N, C, H, W]}
   * @param indices the pictures that are trained on
   */
  static PixelScaling fit(
      Normalization normalization, PictureShape shape, byte[] pixels, int[] indices) {
    int channels = shape.channels();
    float[] factors = new float[channels];
    float[] offsets = new float[channels];
    for (int c = 0; c < channels; c++) {
      if (normalization == Normalization.STANDARDIZE) {
        long[] counts = histogram(shape, pixels, indices, c);
        double n = Math.max(1, (double) indices.length * shape.pixels());
        double mean = 0;
        for (int level = 0; level < LEVELS; level++) {
          mean += level * (counts[level] / n);
        }
        double variance = 0;
        for (int level = 0; level < LEVELS; level++) {
          variance += (level - mean) * (level - mean) * (counts[level] / n);
        }
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        factors[c] = (float) (1 / deviation);
        offsets[c] = (float) (-mean / deviation);
      } else {
        factors[c] = normalization == Normalization.SCALE ? 1f / (LEVELS - 1) : 1f;
      }
    }
    return new PixelScaling(factors, offsets);
  }

  private static long[] histogram(PictureShape shape, byte[] pixels, int[] indices, int channel) {
    long[] counts = new long[LEVELS];
    for (int index : indices) {
      int at = index * shape.size() + channel * shape.pixels();
      for (int i = 0; i < shape.pixels(); i++) {
        counts[pixels[at + i] & 0xFF]++;
      }
    }
    return counts;
  }

  /** The input for each channel and level: {@code [C · 256]}. */
  float[] table() {
    return PictureInputs.table(factors, offsets);
  }
}
