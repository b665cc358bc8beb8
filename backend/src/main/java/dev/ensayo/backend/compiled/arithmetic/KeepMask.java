package dev.ensayo.backend.compiled.arithmetic;

import java.util.random.RandomGenerator;

/** Masks of inverted dropout. */
public final class KeepMask {
  private KeepMask() {}

  /**
   * mask ← 1/keep with probability keep, else 0.
   *
   * @param keep in (0, 1]
   */
  public static void draw(RandomGenerator random, double keep, float[] mask) {
    draw(random, keep, mask, mask.length);
  }

  /** The same of the first numbers alone. */
  static void draw(RandomGenerator random, double keep, float[] mask, int count) {
    float kept = (float) (1 / keep);
    long threshold = Math.round(keep * (1L << 32));
    for (int i = 0; i < count; i++) {
      mask[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? kept : 0;
    }
  }
}
