package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.arithmetic.AttentionArithmetic;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Puts beside each step h of a decoder the mean c of an encoder's steps, weighted by the softmax of
 * their scores: rows {@code [T·B, D]} and {@code [S·B, E]} to [c; h], {@code [T·B, E + D]}.
 *
 * <p>Of one sequence c is a product of what is there, C = H·P with H {@code [E, S]} and P {@code
 * [S, T]}; back: ∂P = Hᵀ·∂C and ∂H = ∂C·Pᵀ. Steps of the encoder that are masked have weight 0.
 */
public final class CrossAttentionBlock implements Block {
  private final AttentionArithmetic arithmetic = new AttentionArithmetic();
  private final AttentionScores scores;
  private final Value decoder;
  private final Value encoder;
  private final Value output;
  private final int decoderSize;
  private final int encoderSize;
  private final boolean addsToDecoder;
  private final boolean addsToEncoder;
  private final int rows;
  private final Region tables;
  private final Region slopes;
  private final Table table = new Table();
  private final Matrix a = new Matrix();
  private final Matrix c = new Matrix();

  CrossAttentionBlock(BlockContext context, AttentionScores scores) {
    this.scores = scores;
    this.decoder = context.inputs().get(0);
    this.encoder = context.inputs().get(1);
    this.decoderSize = decoder.shape().size();
    this.encoderSize = encoder.shape().size();
    this.addsToDecoder = context.addsToInputGradient(0);
    this.addsToEncoder = context.addsToInputGradient(1);
    this.output = context.output(Shape.vector(encoderSize + decoderSize));
    this.rows = context.largestBatch();
    int longest = rows / context.largestSequences();
    this.tables = context.untilBackward(longest);
    this.slopes = context.permanent(Math.multiplyExact(longest, longest));
  }

  private Table probabilities(Pass pass, int sequence) {
    int numbers = pass.sourceSteps() * pass.steps();
    return table.at(tables.slice(), sequence * numbers, pass.sourceSteps(), pass.steps());
  }

  private Matrix encoderSteps(Matrix matrix, Pass pass, boolean ofSlopes, int sequence) {
    return SequenceSteps.of(
        matrix, encoder, ofSlopes, pass.sourceSteps(), pass.sequences(), sequence);
  }

  /** Moves a matrix to c of a sequence, {@code [E, T]}, or to its gradient. */
  private Matrix means(Matrix matrix, Pass pass, Slice numbers, int sequence) {
    int wide = encoderSize + decoderSize;
    return matrix.at(numbers, sequence * wide, encoderSize, pass.steps(), pass.sequences() * wide);
  }

  @Override
  public void forward(Pass pass) {
    Products products = pass.arithmetic().products();
    for (int b = 0; b < pass.sequences(); b++) {
      Table p = probabilities(pass, b);
      scores.forward(pass, b, p);
      arithmetic.softmaxOfFirst(
          p.slice(), p.offset(), pass.sourceSteps(), pass.steps(), pass.sourceLength(b));
      encoderSteps(a, pass, false, b);
      means(c, pass, output.data().slice(), b);
      products.multiply(a, false, p.matrix(), false, 0, c);
    }
    ImageArithmetic copies = pass.arithmetic().images();
    int wide = encoderSize + decoderSize;
    for (int row = 0; row < pass.rows(); row++) {
      copies.copy(
          decoder.data().slice(),
          row * decoderSize,
          output.data().slice(),
          row * wide + encoderSize,
          decoderSize);
    }
  }

  @Override
  public void backward(Pass pass) {
    passOn(pass);
    scores.beginBackward(pass);
    Products products = pass.arithmetic().products();
    Slice given = output.gradient().slice();
    int keys = pass.sourceSteps();
    int steps = pass.steps();
    for (int b = 0; b < pass.sequences(); b++) {
      means(c, pass, given, b);
      Table p = probabilities(pass, b);
      if (encoder.needsGradient()) {
        encoderSteps(a, pass, true, b);
        products.multiply(c, false, p.matrix(), true, addsToEncoder ? 1 : 0, a);
      }
      int at = p.offset();
      Table s = table.at(slopes.slice(), 0, keys, steps);
      encoderSteps(a, pass, false, b);
      products.multiply(a, true, c, false, 0, s.matrix());
      arithmetic.softmaxBackward(tables.slice(), at, slopes.slice(), keys, steps, 1);
      scores.backward(pass, b, s);
    }
  }

  /** The gradient of h beside c is part of that of the decoder's step. */
  private void passOn(Pass pass) {
    if (!decoder.needsGradient()) {
      return;
    }
    ImageArithmetic copies = pass.arithmetic().images();
    Slice given = output.gradient().slice();
    Slice target = decoder.gradient().slice();
    int wide = encoderSize + decoderSize;
    for (int row = 0; row < pass.rows(); row++) {
      int from = row * wide + encoderSize;
      if (addsToDecoder) {
        copies.add(1, given, from, target, row * decoderSize, decoderSize);
      } else {
        copies.copy(given, from, target, row * decoderSize, decoderSize);
      }
    }
  }

  /**
   * Reads the weights of the last forward.
   *
   * @param weights receives {@code [T·B, S]}
   */
  public void store(Pass pass, float[] weights) {
    int keys = pass.sourceSteps();
    for (int b = 0; b < pass.sequences(); b++) {
      Table p = probabilities(pass, b);
      for (int t = 0; t < pass.steps(); t++) {
        int row = t * pass.sequences() + b;
        p.slice().buffer().get(p.offset() + t * keys, weights, row * keys, keys);
      }
    }
  }
}
