package dev.ensayo.embeddings.word2vec.targets;

/** The logistic function σ and the loss −log σ of a logit. */
public interface Logistic {
  /** σ(x), in [0, 1]. */
  float sigmoid(float x);

  /** −log σ(x), in nats. */
  float loss(float x);

  /** As good as doubles make it. */
  static Logistic exact() {
    return new Exact();
  }

  /** From tables; off by less than 0.001. */
  static Logistic table() {
    return new Table();
  }

  /** With Math.exp. */
  final class Exact implements Logistic {
    private Exact() {}

    @Override
    public float sigmoid(float x) {
      return (float) (1 / (1 + Math.exp(-x)));
    }

    @Override
    public float loss(float x) {
      return (float) (x > 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x);
    }
  }

  /**
   * 2,048 values between −8 and 8, read at the middle of a cell. Outside σ is 0 or 1, so that a
   * pair which is far on the wrong side is still corrected (gensim leaves it alone).
   */
  final class Table implements Logistic {
    private static final float LIMIT = 8;
    private static final int CELLS = 2048;
    private static final float CELLS_PER_UNIT = CELLS / (2 * LIMIT);

    private final float[] sigmoids = new float[CELLS];
    private final float[] losses = new float[CELLS];

    private Table() {
      Logistic exact = exact();
      for (int cell = 0; cell < CELLS; cell++) {
        float x = (cell + 0.5f) / CELLS_PER_UNIT - LIMIT;
        sigmoids[cell] = exact.sigmoid(x);
        losses[cell] = exact.loss(x);
      }
    }

    @Override
    public float sigmoid(float x) {
      if (x >= LIMIT) {
        return 1;
      }
      return x > -LIMIT ? sigmoids[cell(x)] : x <= -LIMIT ? 0 : x;
    }

    @Override
    public float loss(float x) {
      if (x >= LIMIT) {
        return 0;
      }
      return x > -LIMIT ? losses[cell(x)] : -x;
    }

    private static int cell(float x) {
      return Math.min(CELLS - 1, (int) ((x + LIMIT) * CELLS_PER_UNIT));
    }
  }
}
