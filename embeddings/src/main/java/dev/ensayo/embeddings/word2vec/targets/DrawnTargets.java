package dev.ensayo.embeddings.word2vec.targets;

import dev.ensayo.core.random.RandomStream;

/**
 * The output words of one gradient step: the word to be predicted, of label 1, and negative samples
 * of label 0.
 *
 * <p>A word that is drawn twice is one target of weight 2, so that the step is the exact gradient
 * of the loss. A draw of the predicted word itself is passed over, as in word2vec.c.
 */
public final class DrawnTargets implements Targets {
  private final NoiseDistribution noise;
  private final RandomStream random;
  private final Logistic logistic;
  private final int negative;
  private final int[] words;
  private final float[] weights;
  private int count;
  private double loss;

  /**
   * @param negative samples per predicted word
   */
  public DrawnTargets(
      NoiseDistribution noise, RandomStream random, Logistic logistic, int negative) {
    this.noise = noise;
    this.random = random;
    this.logistic = logistic;
    this.negative = negative;
    this.words = new int[1 + negative];
    this.weights = new float[1 + negative];
  }

  @Override
  public void predict(int word) {
    words[0] = word;
    weights[0] = 1;
    count = 1;
  }

  @Override
  public void draw() {
    count = 1;
    for (int i = 0; i < negative; i++) {
      int word = noise.draw(random);
      int at = 0;
      while (at < count && words[at] != word) {
        at++;
      }
      if (at == count) {
        words[count] = word;
        weights[count] = 1;
        count++;
      } else if (at > 0) {
        weights[at]++;
      }
    }
  }

  /** The word to be predicted. */
  @Override
  public int fixed() {
    return 1;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int most() {
    return words.length;
  }

  /** That of a word; the predicted word is target 0. */
  @Override
  public int row(int target) {
    return words[target];
  }

  /** The loss is {@code −Σ_t n_t·log σ(±f_t)} (Mikolov et al. 2013b, equation 4). */
  @Override
  public void factors(float[] values, int offset, float rate, float weight) {
    double sum = logistic.loss(values[offset]);
    values[offset] = rate * weight * (1 - logistic.sigmoid(values[offset]));
    for (int t = 1; t < count; t++) {
      float logit = values[offset + t];
      sum += weights[t] * logistic.loss(-logit);
      values[offset + t] = -rate * weight * weights[t] * logistic.sigmoid(logit);
    }
    loss += weight * sum;
  }

  @Override
  public double takeLoss() {
    double sum = loss;
    loss = 0;
    return sum;
  }
}
