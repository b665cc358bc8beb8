package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Configuration of a minimal long short-term memory for Deeplearning4j (Feng et al., "Were RNNs all
 * we needed?", 2024, section 3.2, with the gates normalized so that they add up to 1): a {@link
 * MinimalRecurrent} of three gates f, i, v with a = f / (f + i), f = σ(x·W_f + b_f) and i = σ(x·W_i
 * + b_i). The bias of f starts at {@link #getForgetBias}.
 */
public final class MinLstm extends MinimalRecurrent {
  private static final long serialVersionUID = 1L;

  /** For reading JSON. */
  public MinLstm() {}

  private MinLstm(Builder builder) {
    super(builder);
  }

  @Override
  int gates() {
    return 3;
  }

  @Override
  void startBias(INDArray first) {
    first.assign(getForgetBias());
  }

  /** a = σ(ln f − ln i), which holds where both are 0 in float. */
  @Override
  Kept kept(INDArray sums) {
    long units = getNOut();
    INDArray forget = OwnRecurrentLayer.part(sums, 0, units);
    INDArray enter = OwnRecurrentLayer.part(sums, units, 2 * units);
    INDArray difference = logarithm(forget).subi(logarithm(enter));
    return new TwoGates(
        Transforms.sigmoid(difference, false),
        Transforms.sigmoid(forget.neg(), false),
        Transforms.sigmoid(enter.neg(), false));
  }

  /** ln σ(x) = min(x, 0) − ln(1 + exp(−|x|)). */
  private static INDArray logarithm(INDArray x) {
    INDArray rest = Transforms.log(Transforms.exp(Transforms.abs(x, true).negi(), false).addi(1));
    return Transforms.min(x, 0, true).subi(rest);
  }

  /** f / (f + i), 1 − f and 1 − i. */
  private record TwoGates(INDArray share, INDArray notForget, INDArray notEnter) implements Kept {
    @Override
    public INDArray backward(INDArray slope) {
      INDArray both = slope.mul(OwnRecurrentLayer.slopeOfSigmoid(share));
      return Nd4j.hstack(both.mul(notForget), both.mul(notEnter).negi());
    }
  }

  /** Builds a {@link MinLstm} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends MinimalRecurrent.Builder<Builder> {
    @Override
    public MinLstm build() {
      return new MinLstm(this);
    }
  }
}
