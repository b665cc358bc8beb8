package dev.ensayo.backend.compiled;

/**
 * One row of W {@code [V, D]} for each token, plus the bias where there is one: Deeplearning4j's
 * {@code EmbeddingSequenceLayer}. A gather, never a product with one-hot rows.
 */
final class EmbeddingBlock implements Block {
  private final Value output;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final int vocabulary;
  private final int size;

  /**
   * @param bias null for none
   */
  EmbeddingBlock(
      BlockContext context,
      ParameterTensor weights,
      ParameterTensor bias,
      int vocabulary,
      int size) {
    this.weights = weights;
    this.bias = bias;
    this.vocabulary = vocabulary;
    this.size = size;
    this.output = context.output(Shape.vector(size));
  }

  @Override
  public void forward(Pass pass) {
    int[] tokens = pass.tokens();
    Slice rows = output.data().slice();
    for (int d = 0; d < size; d++) {
      int column = d * vocabulary;
      double shift = bias == null ? 0 : bias.values().get(d);
      for (int row = 0; row < pass.rows(); row++) {
        rows.put(row * size + d, weights.values().get(column + tokens[row]) + shift);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int[] tokens = pass.tokens();
    Slice rows = output.gradient().slice();
    Slice gradient = weights.gradient();
    for (int d = 0; d < size; d++) {
      int column = d * vocabulary;
      for (int token = 0; token < vocabulary; token++) {
        gradient.put(column + token, 0);
      }
      double sum = 0;
      for (int row = 0; row < pass.rows(); row++) {
        int at = column + tokens[row];
        double slope = rows.get(row * size + d);
        gradient.put(at, gradient.get(at) + slope);
        sum += slope;
      }
      if (bias != null) {
        bias.gradient().put(d, sum);
      }
    }
  }
}
