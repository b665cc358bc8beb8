package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * −ln p(target) of rows of softmax probabilities, with targets as token ids: what cross-entropy
 * with one-hot targets gives, and none is built. While training the target may be smoothed to y =
 * (1 − ε)·onehot + ε/V (Szegedy et al., "Rethinking the Inception architecture", 2016, section 7);
 * the loss is then −Σ y·ln p. The slope in the softmax's sums is (p − y)·w / Σ w.
 */
public final class TokenLoss implements SequenceLoss {
  private final Value output;
  private final int vocabulary;
  private final SequenceArithmetic arithmetic;
  private final double smoothing;
  private double sum;
  private double weight;

  /**
   * @param smoothing ε, in [0, 1)
   */
  public TokenLoss(Value output, double smoothing) {
    this.arithmetic = new SequenceArithmetic();
    this.output = output;
    this.vocabulary = output.shape().size();
    this.smoothing = smoothing;
  }

  @Override
  public void measure(Pass pass, float[] losses) {
    sum = 0;
    weight = 0;
    int[] targets = pass.window().classes();
    Slice probabilities = output.data().slice();
    boolean smooth = smoothing > 0 && pass.training();
    for (int row = 0; row < pass.rows(); row++) {
      double loss = 0;
      float w = pass.weight(row);
      if (w != 0 || (losses != null && pass.isThere(row))) {
        loss = -Math.log(probabilities.get(row * vocabulary + targets[row]));
        if (smooth) {
          loss = (1 - smoothing) * loss + smoothing * meanLoss(row);
        }
        sum += w * loss;
        weight += w;
      }
      if (losses != null) {
        losses[row] = (float) loss;
      }
    }
  }

  /** −Σ ln p / V of a row. */
  private double meanLoss(int row) {
    Slice probabilities = output.data().slice();
    double all = 0;
    for (int i = row * vocabulary; i < (row + 1) * vocabulary; i++) {
      all -= Math.log(probabilities.get(i));
    }
    return all / vocabulary;
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public double weight() {
    return weight;
  }

  @Override
  public void slope(Pass pass) {
    int[] targets = pass.window().classes();
    Slice probabilities = output.data().slice();
    Slice gradient = output.gradient().slice();
    double unit = pass.learningUnit();
    for (int row = 0; row < pass.rows(); row++) {
      double w = row < pass.firstLearnedRow() ? 0 : unit * pass.weight(row);
      int at = row * vocabulary;
      arithmetic.scale(probabilities, gradient, at, vocabulary, w);
      if (smoothing > 0) {
        arithmetic.shift(gradient, at, vocabulary, -w * smoothing / vocabulary);
      }
      int hit = at + targets[row];
      gradient.put(hit, gradient.get(hit) - (1 - smoothing) * w);
    }
  }
}
