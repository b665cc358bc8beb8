package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * One row of W {@code [V, D]} for each token, plus the bias where there is one: Deeplearning4j's
 * {@code EmbeddingSequenceLayer}. A gather, never a product with one-hot rows; it goes through
 * {@code [T, D, B]} because Deeplearning4j keeps W column by column.
 */
public final class EmbeddingBlock implements Block {
  private final Value output;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final SequenceArithmetic arithmetic;
  private final Region features;
  private final Region ofOutput;
  private final int vocabulary;
  private final int size;

  /**
   * @param bias null for none
   * @param tied whether a {@link TiedOutputBlock} uses the weights as well
   */
  EmbeddingBlock(
      BlockContext context,
      ParameterTensor weights,
      ParameterTensor bias,
      int vocabulary,
      int size,
      boolean tied) {
    this.weights = weights;
    this.bias = bias;
    this.arithmetic = new SequenceArithmetic();
    this.vocabulary = vocabulary;
    this.size = size;
    this.output = context.output(Shape.vector(size));
    this.features = context.untilBackward(size);
    this.ofOutput = tied ? context.permanent(weights.length()) : null;
  }

  @Override
  public void forward(Pass pass) {
    int step = pass.sequences() * size;
    arithmetic.gather(
        weights.values(),
        vocabulary,
        bias == null ? null : bias.values(),
        pass.window().tokens(),
        features.slice(),
        size,
        pass.sequences(),
        pass.steps());
    for (int at = 0; at < pass.rows() * size; at += step) {
      arithmetic.toRows(features.slice(), at, output.data().slice(), at, size, pass.sequences());
    }
  }

  @Override
  public void backward(Pass pass) {
    int step = pass.sequences() * size;
    Slice rows = output.gradient().slice();
    if (ofOutput != null) {
      arithmetic.copy(weights.gradient(), 0, ofOutput.slice(), 0, weights.length());
    }
    for (int at = 0; at < pass.rows() * size; at += step) {
      arithmetic.toFeatures(rows, at, features.slice(), at, size, pass.sequences());
    }
    arithmetic.scatter(
        features.slice(),
        pass.window().tokens(),
        weights.gradient(),
        vocabulary,
        size,
        pass.sequences(),
        pass.firstLearnedStep(),
        pass.steps());
    if (ofOutput != null) {
      arithmetic.add(ofOutput.slice(), 0, weights.gradient(), 0, weights.length());
    }
    if (bias != null) {
      sumRows(rows, pass.rows(), bias.gradient());
    }
  }

  private void sumRows(Slice rows, int count, Slice sums) {
    arithmetic.clear(sums, 0, size);
    for (int row = 0; row < count; row++) {
      arithmetic.add(rows, row * size, sums, 0, size);
    }
  }
}
