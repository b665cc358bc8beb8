package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.KeepMask;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Pass;

/**
 * Dropout of whole rows of an embedding matrix: while training each token of the vocabulary is
 * dropped for a window, wherever it stands there, or its embedding is divided by the probability of
 * keeping it (Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent
 * neural networks", 2016, section 4.2).
 */
final class DroppedWords {
  private final double keep;
  private final float[] mask;
  private final float[] row;

  /**
   * @param keep probability of keeping, in (0, 1)
   * @param vocabulary V
   * @param size D
   */
  DroppedWords(double keep, int vocabulary, int size) {
    this.keep = keep;
    this.mask = new float[vocabulary];
    this.row = new float[size];
  }

  /** Draws which tokens are dropped from the window under way. */
  void draw(Pass pass) {
    KeepMask.draw(pass.random(), keep, mask);
  }

  /**
   * Multiplies the row of each token, or its gradient, by what the mask has for the token.
   *
   * @param rows {@code [T·B, D]}
   */
  void apply(Pass pass, Slice rows) {
    int[] tokens = pass.window().tokens();
    for (int i = 0; i < pass.rows(); i++) {
      float factor = mask[tokens[i]];
      rows.buffer().get(i * row.length, row, 0, row.length);
      for (int d = 0; d < row.length; d++) {
        row[d] *= factor;
      }
      rows.buffer().put(i * row.length, row, 0, row.length);
    }
  }
}
