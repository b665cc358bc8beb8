package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.backend.product.SmallMatrix;
import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.targets.Targets;

/**
 * What {@link SharedNegativesLearner} does, with the three products of a window computed by BLAS on
 * copies of the rows in native memory. The sums are the same up to rounding.
 */
public final class ProductLearner implements WindowLearner {
  private final RowAccess input;
  private final RowAccess output;
  private final Targets targets;
  private final ContextWords contexts;
  private final int d;

  /** {@code [C, D]}: input rows before the step, and the same after it. */
  private final SmallMatrix h;

  private final SmallMatrix changed;

  /** {@code [T, D]}: output rows. */
  private final SmallMatrix w;

  /** {@code [C, T]}: logits, then factors. */
  private final SmallMatrix g;

  private final float[] factors;

  /**
   * @param window how far a window reaches to each side, at most
   * @param d numbers per row
   */
  public ProductLearner(RowAccess input, RowAccess output, Targets targets, int window, int d) {
    this.input = input;
    this.output = output;
    this.targets = targets;
    this.contexts = new ContextWords(window);
    this.d = d;
    this.h = new SmallMatrix(2 * window, d);
    this.changed = new SmallMatrix(2 * window, d);
    this.w = new SmallMatrix(targets.most(), d);
    this.g = new SmallMatrix(2 * window, targets.most());
    this.factors = new float[2 * window * targets.most()];
  }

  @Override
  public int learn(int[] words, int center, int from, int to, float rate) {
    contexts.gather(words, center, from, to);
    targets.predict(words[center]);
    targets.draw();
    int rows = contexts.count();
    int count = targets.count();
    for (int t = 0; t < count; t++) {
      output.read(targets.row(t), w, t);
    }
    for (int c = 0; c < rows; c++) {
      input.read(contexts.word(c), h, c);
    }
    g.setProductWithTransposed(h, w, rows, count, d);
    toFactors(rows, rate);
    changed.copy(h, rows);
    changed.addProduct(g, w, rows, d, count);
    w.addProductOfTransposed(g, h, count, d, rows);
    for (int t = 0; t < count; t++) {
      output.write(targets.row(t), w, t);
    }
    for (int c = 0; c < rows; c++) {
      input.write(contexts.word(c), changed, c);
    }
    return to - from - 1;
  }

  private void toFactors(int rows, float rate) {
    int stride = targets.most();
    g.get(0, factors, 0, rows * stride);
    for (int c = 0; c < rows; c++) {
      targets.factors(factors, c * stride, rate, contexts.weight(c));
    }
    g.put(0, factors, 0, rows * stride);
  }
}
