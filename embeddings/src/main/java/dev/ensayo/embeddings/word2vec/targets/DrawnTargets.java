package dev.ensayo.embeddings.word2vec.targets;

import dev.ensayo.core.random.RandomStream;

/**
 * The output words of one gradient step: the word to be predicted, of label 1, and negative samples
 * of label 0.
 *
 * <p>A word that is drawn twice is one target of weight 2, so that the step is the exact gradient
 * of the loss. A draw of the predicted word itself is passed over, as in word2vec.c.
 */
public final class DrawnTargets {
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

  /** Takes up a word to predict; no negative samples yet. */
  public void predict(int word) {
    words[0] = word;
    weights[0] = 1;
    count = 1;
  }

  /** Draws negative samples, in place of those there were. */
  public void drawNegatives() {
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

  /** How many different targets there are. */
  public int count() {
    return count;
  }

  /** How many there are at most. */
  public int most() {
    return words.length;
  }

  /** The predicted word is target 0. */
  public int word(int target) {
    return words[target];
  }

  /**
   * Turns logits into the factors of a gradient step down the loss {@code −Σ_t n_t·log σ(±f_t)}
   * (Mikolov et al. 2013b, equation 4), and adds up the loss.
   *
   * @param values logits f_t from {@code offset} on, replaced by {@code rate·weight·n_t·(label −
   *     σ(f_t))}
   * @param weight how often the input occurs
   */
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

  /** The loss since the last call, in nats. */
  public double takeLoss() {
    double sum = loss;
    loss = 0;
    return sum;
  }
}
