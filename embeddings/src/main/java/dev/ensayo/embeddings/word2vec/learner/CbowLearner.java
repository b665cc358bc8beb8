package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import java.util.Arrays;

/**
 * Continuous bag of words with negative sampling: one prediction of the center word from the mean
 * of the context words' input vectors (Mikolov et al. 2013a, section 3.1).
 *
 * <p>As in word2vec.c every context word takes the whole gradient of the mean, not its n-th part.
 */
public final class CbowLearner implements WindowLearner {
  private final RowAccess input;
  private final TargetRows targets;
  private final int d;
  private final float[] factors;
  private final float[] mean;
  private final float[] change;

  /**
   * @param input rows of the input matrix; slot 0 is used
   */
  public CbowLearner(RowAccess input, TargetRows targets, int d) {
    this.input = input;
    this.targets = targets;
    this.d = d;
    this.factors = new float[targets.most()];
    this.mean = new float[d];
    this.change = new float[d];
  }

  @Override
  public int learn(int[] words, int center, int from, int to, float rate) {
    Arrays.fill(mean, 0);
    float share = 1f / (to - from - 1);
    for (int position = from; position < to; position++) {
      if (position != center) {
        RowArithmetic.add(mean, input.read(words[position], 0), share, d);
      }
    }
    targets.predict(words[center]);
    targets.draw();
    int count = targets.padded();
    RowArithmetic.dots(mean, targets.rows(), count, factors, 0, d);
    targets.factors(factors, 0, rate, 1);
    Arrays.fill(change, 0);
    RowArithmetic.exchange(change, mean, targets.rows(), factors, count, d);
    for (int position = from; position < to; position++) {
      if (position != center) {
        float[] row = input.read(words[position], 0);
        RowArithmetic.add(row, change, 1, d);
        input.write(words[position], row);
      }
    }
    targets.writeFixed();
    targets.writeDrawn();
    return 1;
  }
}
