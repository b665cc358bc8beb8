package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import java.util.Arrays;

/**
 * Skip-gram whose window shares its negative samples (Ji et al. 2016, "Parallelizing word2vec in
 * shared and distributed memory", section 3): with H the input rows of the C context words and W
 * the output rows of the T targets, a window is three small matrix products, logits H·Wᵀ and steps
 * G·W and Gᵀ·H, all from the values before the step.
 *
 * <p>A context word that occurs twice in a window is one row of H of weight 2.
 */
public final class SharedNegativesLearner implements WindowLearner {
  private final RowAccess input;
  private final TargetRows targets;
  private final int d;

  /** {@code [C, T]}: logits, then factors. */
  private final float[] factors;

  private final ContextWords contexts;
  private final float[][] inputs;
  private final float[] zeros;
  private final float[][] changed;
  private final float[] changedTarget;

  /**
   * @param input rows of the input matrix; slots 0 to {@code 2·window − 1} are used
   */
  public SharedNegativesLearner(RowAccess input, TargetRows targets, int window, int d) {
    this.input = input;
    this.targets = targets;
    this.d = d;
    int most = RowArithmetic.padded(2 * window);
    this.factors = new float[most * targets.most()];
    this.contexts = new ContextWords(window);
    this.inputs = new float[most][];
    this.zeros = new float[d];
    this.changed = new float[2 * window][d];
    this.changedTarget = new float[d];
  }

  @Override
  public int learn(int[] words, int center, int from, int to, float rate) {
    contexts.gather(words, center, from, to);
    int count = contexts.count();
    for (int c = 0; c < count; c++) {
      inputs[c] = input.read(contexts.word(c), c);
    }
    targets.predict(words[center]);
    targets.draw();
    float[][] outputs = targets.rows();
    int t = targets.padded();
    int rows = RowArithmetic.padded(count);
    for (int c = 0; c < count; c++) {
      RowArithmetic.dots(inputs[c], outputs, t, factors, c * t, d);
      targets.factors(factors, c * t, rate, contexts.weight(c));
    }
    for (int c = 0; c < count; c++) {
      RowArithmetic.addProducts(changed[c], inputs[c], outputs, factors, c * t, 1, t, d);
    }
    Arrays.fill(inputs, count, rows, zeros);
    Arrays.fill(factors, count * t, rows * t, 0);
    for (int target = 0; target < targets.count(); target++) {
      RowArithmetic.addProducts(
          changedTarget, outputs[target], inputs, factors, target, t, rows, d);
      targets.write(target, changedTarget);
    }
    for (int c = 0; c < count; c++) {
      input.write(contexts.word(c), changed[c]);
    }
    return to - from - 1;
  }
}
