package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
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
  private final Matrix matrix = new Matrix();
  private final Matrix byFeature = new Matrix();
  private final Matrix ofStep = new Matrix();
  private DroppedWords dropped;

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

  /**
   * Drops words from the next window on that is learned from.
   *
   * @param keep probability of keeping, in (0, 1)
   */
  public void dropWords(double keep) {
    dropped = new DroppedWords(keep, vocabulary, size);
  }

  @Override
  public void forward(Pass pass) {
    int sequences = pass.sequences();
    arithmetic.gather(
        matrix.at(weights.values(), vocabulary, size),
        bias == null ? null : bias.values(),
        pass.window().tokens(),
        features.slice(),
        sequences,
        pass.steps());
    for (int at = 0; at < pass.rows() * size; at += sequences * size) {
      arithmetic.toRows(
          byFeature.at(features.slice(), at, sequences, size),
          ofStep.at(output.data().slice(), at, size, sequences));
    }
    if (dropped != null && pass.training()) {
      dropped.draw(pass);
      dropped.apply(pass, output.data().slice());
    }
  }

  @Override
  public void backward(Pass pass) {
    int sequences = pass.sequences();
    Slice rows = output.gradient().slice();
    if (dropped != null && pass.training()) {
      dropped.apply(pass, rows);
    }
    if (ofOutput != null) {
      arithmetic.copy(weights.gradient(), 0, ofOutput.slice(), 0, weights.length());
    }
    for (int at = 0; at < pass.rows() * size; at += sequences * size) {
      arithmetic.toFeatures(
          ofStep.at(rows, at, size, sequences),
          byFeature.at(features.slice(), at, sequences, size));
    }
    arithmetic.scatter(
        features.slice(),
        pass.window().tokens(),
        matrix.at(weights.gradient(), vocabulary, size),
        sequences,
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
