package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.arithmetic.AdditiveArithmetic;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.extension.CrossAttention;

/**
 * v·tanh(q + k), q and k being dense layers of the decoder's and of the encoder's steps (Bahdanau
 * et al., 2015, appendix A.1.2). The way back makes the tanh anew, of which there are T·S·A for
 * each sequence.
 */
final class AdditiveScores implements AttentionScores {
  private final Value queries;
  private final Value keys;
  private final int size;
  private final ParameterTensor weights;
  private final AdditiveArithmetic arithmetic = new AdditiveArithmetic();

  AdditiveScores(BlockContext context) {
    this.queries = context.inputs().get(2);
    this.keys = context.inputs().get(3);
    this.size = queries.shape().size();
    this.weights = context.parameter(CrossAttention.SCORE_WEIGHTS, size);
  }

  private void load(Pass pass, int sequence) {
    int wide = pass.sequences() * size;
    int at = sequence * size;
    arithmetic.loadQueries(queries.data().slice(), at, wide, pass.steps());
    arithmetic.loadKeys(keys.data().slice(), at, wide, pass.sourceSteps());
  }

  @Override
  public void forward(Pass pass, int sequence, Table table) {
    if (sequence == 0) {
      arithmetic.begin(weights.values(), size);
    }
    load(pass, sequence);
    arithmetic.scores(table.slice(), table.offset());
  }

  @Override
  public void beginBackward(Pass pass) {
    arithmetic.begin(weights.values(), size);
  }

  @Override
  public void backward(Pass pass, int sequence, Table slopes) {
    load(pass, sequence);
    arithmetic.slopes(slopes.slice(), slopes.offset());
    int wide = pass.sequences() * size;
    int at = sequence * size;
    arithmetic.storeQuerySlopes(queries.gradient().slice(), at, wide);
    arithmetic.storeKeySlopes(keys.gradient().slice(), at, wide);
    if (sequence == pass.sequences() - 1) {
      arithmetic.storeWeightSlopes(weights.gradient());
    }
  }
}
