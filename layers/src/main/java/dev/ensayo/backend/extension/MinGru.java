package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Configuration of a minimal gated recurrent unit for Deeplearning4j (Feng et al., "Were RNNs all
 * we needed?", 2024, section 3.1): a {@link MinimalRecurrent} of two gates z, v with a = 1 − z and
 * z = σ(x·W_z + b_z). The bias of z starts at minus {@link #getForgetBias}.
 */
public final class MinGru extends MinimalRecurrent {
  private static final long serialVersionUID = 1L;

  /** For reading JSON. */
  public MinGru() {}

  private MinGru(Builder builder) {
    super(builder);
  }

  @Override
  int gates() {
    return 2;
  }

  @Override
  void startBias(INDArray first) {
    first.assign(-getForgetBias());
  }

  @Override
  Kept kept(INDArray sums) {
    return new OneGate(Transforms.sigmoid(sums.neg(), false));
  }

  /** 1 − z. */
  private record OneGate(INDArray share) implements Kept {
    @Override
    public INDArray backward(INDArray slope) {
      return slope.mul(OwnRecurrentLayer.slopeOfSigmoid(share)).negi();
    }
  }

  /** Builds a {@link MinGru} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends MinimalRecurrent.Builder<Builder> {
    @Override
    public MinGru build() {
      return new MinGru(this);
    }
  }
}
