package dev.ensayo.supervised.gan;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import java.util.random.RandomGenerator;

/**
 * The training part as a generator is to make it: rows of a table as they are, pixels of a picture
 * from −1 (dark) to 1 (bright).
 */
final class RealData {
  private static final double HALF_A_BYTE = 127.5;

  private final ExamplesSpec spec;
  private final int width;
  private final float[] rows;
  private final int[] labels;

  RealData(ExamplesSpec spec, Examples part) {
    this.spec = spec;
    this.width = spec.inputSize();
    this.rows = new float[Math.multiplyExact(part.size(), width)];
    this.labels = new int[part.size()];
    for (int i = 0; i < part.size(); i++) {
      labels[i] = part.label(i);
      if (spec.isImage()) {
        byte[] pixels = part.picture(i).orElseThrow();
        for (int p = 0; p < width; p++) {
          rows[i * width + p] = (float) ((pixels[p] & 0xff) / HALF_A_BYTE - 1);
        }
      } else {
        part.read(i, rows, i * width);
      }
    }
  }

  ExamplesSpec spec() {
    return spec;
  }

  /** N. */
  int size() {
    return labels.length;
  }

  /** F. */
  int width() {
    return width;
  }

  /** All rows, {@code [N, F]}; not to be changed. */
  float[] rows() {
    return rows;
  }

  int label(int index) {
    return labels[index];
  }

  /** The share of each class, {@code [K]}. */
  double[] shares() {
    double[] shares = new double[spec.classes().size()];
    for (int label : labels) {
      shares[label] += 1.0 / labels.length;
    }
    return shares;
  }

  /**
   * Picks examples, each equally likely each time.
   *
   * @param batch receives {@code [count, F]}
   */
  void pick(RandomGenerator random, int count, float[] batch) {
    for (int b = 0; b < count; b++) {
      System.arraycopy(rows, random.nextInt(size()) * width, batch, b * width, width);
    }
  }

  /** A row of {@link #rows()} or of samples as a picture, brightness 0 to 255. */
  static byte[] pixels(float[] rows, int offset, int length) {
    byte[] pixels = new byte[length];
    for (int p = 0; p < length; p++) {
      long level = Math.round((rows[offset + p] + 1) * HALF_A_BYTE);
      pixels[p] = (byte) Math.max(0, Math.min(255, level));
    }
    return pixels;
  }
}
