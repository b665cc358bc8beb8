package dev.ensayo.embeddings.word2vec.targets;

/**
 * The inner nodes on the way to a word in a tree: the word's probability is that of all decisions,
 * {@code p(w) = Π_t σ(±f_t)}, with + where the code has 0 (hierarchical softmax: Morin and Bengio
 * 2005; Mikolov et al. 2013b, equation 3). The probabilities of all words sum to 1.
 */
public final class PathTargets implements Targets {
  private final HuffmanTree tree;
  private final Logistic logistic;
  private final int longest;
  private int word;
  private double loss;

  public PathTargets(HuffmanTree tree, Logistic logistic) {
    this.tree = tree;
    this.logistic = logistic;
    this.longest = tree.longest();
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
    return tree.length(word);
  }

  @Override
  public int count() {
    return tree.length(word);
  }

  @Override
  public int most() {
    return longest;
  }

  @Override
  public int row(int target) {
    return tree.node(word, target);
  }

  @Override
  public void factors(float[] values, int offset, float rate, float weight) {
    int count = count();
    double sum = 0;
    for (int t = 0; t < count; t++) {
      float logit = values[offset + t];
      boolean isOne = tree.isOne(word, t);
      sum += logistic.loss(isOne ? -logit : logit);
      values[offset + t] = rate * weight * ((isOne ? 0 : 1) - logistic.sigmoid(logit));
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
