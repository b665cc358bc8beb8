package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;

/**
 * Skip-gram with negative sampling: for each context word a prediction of the center word from the
 * context word's input vector, with negative samples of its own.
 *
 * <p>Mikolov et al. 2013b, equation 4, with the roles of word2vec.c, where the context word is the
 * input. Summed over a corpus each pair occurs both ways.
 */
public final class SkipGramLearner implements WindowLearner {
  private final RowAccess input;
  private final TargetRows targets;
  private final int d;
  private final float[] factors;
  private final float[] changed;

  /**
   * @param input rows of the input matrix; slot 0 is used
   */
  public SkipGramLearner(RowAccess input, TargetRows targets, int d) {
    this.input = input;
    this.targets = targets;
    this.d = d;
    this.factors = new float[targets.most()];
    this.changed = new float[d];
  }

  @Override
  public int learn(int[] words, int center, int from, int to, float rate) {
    targets.predict(words[center]);
    for (int position = from; position < to; position++) {
      if (position != center) {
        learnPair(words[position], rate);
      }
    }
    targets.writeFixed();
    return to - from - 1;
  }

  private void learnPair(int context, float rate) {
    targets.draw();
    float[] h = input.read(context, 0);
    float[][] rows = targets.rows();
    int count = targets.padded();
    RowArithmetic.dots(h, rows, count, factors, 0, d);
    targets.factors(factors, 0, rate, 1);
    System.arraycopy(h, 0, changed, 0, d);
    RowArithmetic.exchange(changed, h, rows, factors, count, d);
    input.write(context, changed);
    targets.writeDrawn();
  }
}
