package dev.ensayo.embeddings.word2vec.targets;

/**
 * All words of the vocabulary: the loss is −log p(w) with the softmax over all V of them, {@code
 * p(w) = exp(f_w) / Σ_v exp(f_v)} (Mikolov et al. 2013b, equation 2).
 *
 * <p>Exact, and dear: each prediction reads and changes V rows.
 */
public final class SoftmaxTargets implements Targets {
  private final int size;
  private final double[] exponentials;
  private int word;
  private double loss;

  /**
   * @param size number V of words
   */
  public SoftmaxTargets(int size) {
    this.size = size;
    this.exponentials = new double[size];
  }

  @Override
  public void predict(int predicted) {
    word = predicted;
  }

  @Override
  public void draw() {
    // nothing is drawn
  }

  @Override
  public int fixed() {
    return size;
  }

  @Override
  public int count() {
    return size;
  }

  @Override
  public int most() {
    return size;
  }

  @Override
  public int row(int target) {
    return target;
  }

  @Override
  public void factors(float[] values, int offset, float rate, float weight) {
    float largest = largest(values, offset, size);
    double sum = 0;
    for (int v = 0; v < size; v++) {
      exponentials[v] = Math.exp((double) values[offset + v] - largest);
      sum += exponentials[v];
    }
    loss += weight * (largest + Math.log(sum) - values[offset + word]);
    float step = rate * weight;
    double share = step / sum;
    for (int v = 0; v < size; v++) {
      values[offset + v] = (float) (-share * exponentials[v]);
    }
    values[offset + word] += step;
  }

  /** {@code log Σ exp} of so many logits, without overflow; not finite if one is not. */
  public static double logSumExp(float[] logits, int offset, int count) {
    float largest = largest(logits, offset, count);
    double sum = 0;
    for (int v = 0; v < count; v++) {
      sum += Math.exp((double) logits[offset + v] - largest);
    }
    return largest + Math.log(sum);
  }

  private static float largest(float[] logits, int offset, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < count; v++) {
      largest = Math.max(largest, logits[offset + v]);
    }
    return largest;
  }

  @Override
  public double takeLoss() {
    double sum = loss;
    loss = 0;
    return sum;
  }
}
