package dev.ensayo.backend.compiled.transformer;

import dev.ensayo.backend.compiled.arithmetic.AttentionArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;

/**
 * Rotary positions (Su et al., "RoFormer", 2021, eq. 15): numbers i and i + d/2 of each head are
 * turned by the angle t·10000^(−2i/d), t being the position.
 */
final class Rotation {
  private static final double BASE = 10_000;

  private final AttentionArithmetic arithmetic;
  private final int heads;
  private final float[][] cosines;
  private final float[][] sines;

  /**
   * @param heads that follow each other in a row
   * @param size d of a head, even
   * @param longest the most positions
   */
  Rotation(AttentionArithmetic arithmetic, int heads, int size, int longest) {
    this.arithmetic = arithmetic;
    this.heads = heads;
    int half = size / 2;
    this.cosines = new float[longest][half];
    this.sines = new float[longest][half];
    for (int t = 0; t < longest; t++) {
      for (int i = 0; i < half; i++) {
        double angle = t * Math.pow(BASE, -(double) i / half);
        cosines[t][i] = (float) Math.cos(angle);
        sines[t][i] = (float) Math.sin(angle);
      }
    }
  }

  /** Turns the heads that begin somewhere, or turns their gradient back. */
  void turn(Slice rows, int at, int position, boolean back) {
    arithmetic.turn(rows, at, heads, cosines[position], sines[position], back);
  }
}
