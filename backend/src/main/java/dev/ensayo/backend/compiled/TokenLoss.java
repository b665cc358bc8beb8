package dev.ensayo.backend.compiled;

/**
 * −ln p(target) of rows of softmax probabilities, with targets as token ids: what cross-entropy
 * with one-hot targets gives, and none is built. With weights w of the rows the loss is Σ w·(−ln p)
 * / Σ w and its slope in the softmax's sums (p − onehot)·w / Σ w.
 */
final class TokenLoss {
  private final Value output;
  private final int vocabulary;
  private final SequenceArithmetic arithmetic;
  private double sum;
  private double weight;

  /**
   * @param parameters of the network, whose precision is that of the output
   */
  TokenLoss(Value output, Slice parameters) {
    this.arithmetic = SequenceArithmetic.of(parameters);
    this.output = output;
    this.vocabulary = output.shape().size();
  }

  /**
   * Sums up the losses of a window.
   *
   * @param targets {@code [T·B]}
   */
  void measure(Pass pass, int[] targets) {
    sum = 0;
    weight = 0;
    Slice probabilities = output.data().slice();
    int sequences = pass.sequences();
    for (int row = 0; row < pass.rows(); row++) {
      float w = pass.mask(row / sequences, row % sequences);
      if (w != 0) {
        sum -= w * Math.log(probabilities.get(row * vocabulary + targets[row]));
        weight += w;
      }
    }
  }

  /** Σ w·(−ln p) of the window that was measured last, in nats. */
  double sum() {
    return sum;
  }

  /** Σ w of the window that was measured last. */
  double weight() {
    return weight;
  }

  /** Writes the gradient of the output, zero for the steps that are not learned from. */
  void slope(Pass pass, int[] targets) {
    Slice probabilities = output.data().slice();
    Slice gradient = output.gradient().slice();
    int sequences = pass.sequences();
    int first = pass.firstLearnedStep() * sequences;
    double learned = 0;
    for (int row = first; row < pass.rows(); row++) {
      learned += pass.mask(row / sequences, row % sequences);
    }
    double unit = learned == 0 ? 0 : 1 / learned;
    for (int row = 0; row < pass.rows(); row++) {
      double w = row < first ? 0 : unit * pass.mask(row / sequences, row % sequences);
      int at = row * vocabulary;
      arithmetic.scale(probabilities, gradient, at, vocabulary, w);
      int hit = at + targets[row];
      gradient.put(hit, gradient.get(hit) - w);
    }
  }
}
