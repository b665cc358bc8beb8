package dev.ensayo.backend.extension;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a recurrent layer for Deeplearning4j whose gates see the input alone (Feng et
 * al., "Were RNNs all we needed?", 2024). With x {@code [B, F]}, h {@code [B, U]} and the gates'
 * sums x·W + b one after the other, the candidate's last:
 *
 * <p>h = a∘h₋ + (1 − a)∘v, where a comes from the sums before the candidate's and v from those, s:
 *
 * <ul>
 *   <li>positive (the default), as in the paper's log-space form (appendix B.3): v = s + ½ for s ≥
 *       0, else σ(s);
 *   <li>else v = s, as in its sections 3.1 and 3.2.
 * </ul>
 *
 * <p>Parameters follow each other: W {@code [F, G·U]} column by column, each gate drawn by itself,
 * then b {@code [G·U]}. There is no recurrent matrix. Its functions are fixed.
 */
public abstract class MinimalRecurrent extends OwnRecurrent {
  private static final long serialVersionUID = 1L;

  private boolean positive = true;
  private double forgetBias = 1;

  /** For reading JSON. */
  protected MinimalRecurrent() {}

  protected MinimalRecurrent(Builder<?> builder) {
    super(builder);
    this.positive = builder.above;
    this.forgetBias = builder.forget;
  }

  /** Whether candidates, and so hidden states, are positive. */
  public boolean isPositive() {
    return positive;
  }

  /** For reading JSON. */
  public void setPositive(boolean positive) {
    this.positive = positive;
  }

  /** Initial bias towards what was before. */
  public double getForgetBias() {
    return forgetBias;
  }

  /** For reading JSON. */
  public void setForgetBias(double forgetBias) {
    this.forgetBias = forgetBias;
  }

  /** G: how many sums of each unit, the candidate's among them. */
  abstract int gates();

  /** Fills the first gate's bias, {@code [1, U]}, where the others' are 0. */
  abstract void startBias(INDArray first);

  /** What the gates' sums before the candidate's, {@code [B, (G − 1)·U]}, say. */
  abstract Kept kept(INDArray sums);

  /** How much of h₋ is kept. */
  interface Kept {
    /** a, {@code [B, U]}. */
    INDArray share();

    /** From the gradient of a to that of the sums, {@code [B, (G − 1)·U]}. */
    INDArray backward(INDArray slope);
  }

  @Override
  protected MinimalRecurrentLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new MinimalRecurrentLayer(conf, type);
  }

  @Override
  public OwnParameters initializer() {
    long units = getNOut();
    return OwnParameters.of(
        OwnParameters.gates(INPUT_WEIGHTS, getNIn(), units, gates(), getWeightInitFn()),
        OwnParameters.row(
            BIAS,
            gates() * units,
            bias -> {
              bias.assign(0);
              startBias(OwnRecurrentLayer.part(bias, 0, units));
            }));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinimalRecurrent that
        && getClass() == that.getClass()
        && super.equals(other)
        && that.positive == positive
        && Double.compare(that.forgetBias, forgetBias) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), getClass().getName(), positive, forgetBias);
  }

  /**
   * Builds one as Deeplearning4j's own builders build their layers.
   *
   * @param <B> the builder's own class
   */
  @SuppressWarnings("unchecked")
  public abstract static class Builder<B extends Builder<B>> extends BaseRecurrentLayer.Builder<B> {
    private boolean above = true;
    private double forget = 1;

    /** Whether candidates are positive; they are by default. */
    public B positive(boolean positive) {
      this.above = positive;
      return (B) this;
    }

    /** Initial bias towards what was before; 1 by default. */
    public B forgetBias(double bias) {
      this.forget = bias;
      return (B) this;
    }
  }
}
