package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/** h·s (Luong et al., 2015, eq. 8, "dot"). */
final class DotScores implements AttentionScores {
  private final Value decoder;
  private final Value encoder;
  private final Matrix a = new Matrix();
  private final Matrix b = new Matrix();

  DotScores(BlockContext context) {
    this.decoder = context.inputs().get(0);
    this.encoder = context.inputs().get(1);
  }

  private Matrix decoderSteps(Matrix matrix, Pass pass, boolean slopes, int sequence) {
    return SequenceSteps.of(matrix, decoder, slopes, pass.steps(), pass.sequences(), sequence);
  }

  private Matrix encoderSteps(Matrix matrix, Pass pass, boolean slopes, int sequence) {
    return SequenceSteps.of(
        matrix, encoder, slopes, pass.sourceSteps(), pass.sequences(), sequence);
  }

  @Override
  public void forward(Pass pass, int sequence, Table table) {
    Products products = pass.arithmetic().products();
    encoderSteps(a, pass, false, sequence);
    decoderSteps(b, pass, false, sequence);
    products.multiply(a, true, b, false, 0, table.matrix());
  }

  @Override
  public void beginBackward(Pass pass) {}

  @Override
  public void backward(Pass pass, int sequence, Table slopes) {
    Products products = pass.arithmetic().products();
    if (decoder.needsGradient()) {
      encoderSteps(a, pass, false, sequence);
      products.multiply(a, false, slopes.matrix(), false, 1, decoderSteps(b, pass, true, sequence));
    }
    if (encoder.needsGradient()) {
      decoderSteps(a, pass, false, sequence);
      products.multiply(a, false, slopes.matrix(), true, 1, encoderSteps(b, pass, true, sequence));
    }
  }
}
