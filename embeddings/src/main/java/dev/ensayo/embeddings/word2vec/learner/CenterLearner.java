package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;

/**
 * Skip-gram with negative sampling as the papers have it: each context word is predicted from the
 * center word's input vector, with negative samples of its own (Bojanowski et al. 2017, section
 * 3.2). The center's vector takes the steps of all predictions of its window together, so that one
 * that is made of many n-grams is made once for a window.
 */
public final class CenterLearner implements WindowLearner {
  private final RowAccess input;
  private final TargetRows targets;
  private final int d;
  private final float[] factors;
  private final float[] changed;

  /**
   * @param input rows of the input matrix; slot 0 is used
   */
  public CenterLearner(RowAccess input, TargetRows targets, int d) {
    this.input = input;
    this.targets = targets;
    this.d = d;
    this.factors = new float[targets.most()];
    this.changed = new float[d];
  }

  @Override
  public int learn(int[] words, int center, int from, int to, float rate) {
    float[] h = input.read(words[center], 0);
    System.arraycopy(h, 0, changed, 0, d);
    for (int position = from; position < to; position++) {
      if (position != center) {
        predict(words[position], h, rate);
      }
    }
    input.write(words[center], changed);
    return to - from - 1;
  }

  private void predict(int context, float[] h, float rate) {
    targets.predict(context);
    targets.draw();
    int count = targets.padded();
    RowArithmetic.dots(h, targets.rows(), count, factors, 0, d);
    targets.factors(factors, 0, rate, 1);
    RowArithmetic.exchange(changed, h, targets.rows(), factors, count, d);
    targets.writeFixed();
    targets.writeDrawn();
  }
}
