package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of an LSTM with layer normalization for Deeplearning4j, whose own has none (Ba,
 * Kiros and Hinton, "Layer normalization", 2016, eq. 20–22). With x {@code [B, F]}, h and c {@code
 * [B, U]}, the gates in Deeplearning4j's order a, f, o, g, and N(v) = (v − mean) / √(variance +
 * 1e-5) over all 4·U sums of an example:
 *
 * <p>(a, f, o, g) = g_x∘N(x·W) + g_h∘N(h₋·RW) + b; c = σ(f)∘c₋ + σ(g)∘tanh(a); h =
 * σ(o)∘tanh(g_c∘N(c) + b_c), the last N over the U cells.
 *
 * <p>The paper's shifts of both products are one with b. Parameters follow each other: W {@code [F,
 * 4U]} and RW {@code [U, 4U]} column by column, b {@code [4U]}, and {@code g}: g_x {@code [4U]},
 * g_h {@code [4U]}, g_c {@code [U]}, b_c {@code [U]}. Gains start at 1, biases at 0, those of the
 * forget gate as set. Its functions are fixed.
 */
public final class NormalizedLstm extends OwnRecurrent {
  private static final long serialVersionUID = 1L;

  private double forgetBias = 1;

  /** For reading JSON. */
  public NormalizedLstm() {}

  private NormalizedLstm(Builder builder) {
    super(builder);
    this.forgetBias = builder.forget;
  }

  /** Initial bias of the forget gate. */
  public double getForgetBias() {
    return forgetBias;
  }

  /** For reading JSON. */
  public void setForgetBias(double forgetBias) {
    this.forgetBias = forgetBias;
  }

  @Override
  protected NormalizedLstmLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new NormalizedLstmLayer(conf, type);
  }

  /** Weights as in Deeplearning4j's own LSTM: all gates together. */
  @Override
  public OwnParameters initializer() {
    long units = getNOut();
    return OwnParameters.of(
        OwnParameters.weights(INPUT_WEIGHTS, getNIn(), 4 * units, units, getWeightInitFn()),
        OwnParameters.weights(RECURRENT_WEIGHTS, units, 4 * units, units, recurrentStart()),
        OwnParameters.row(
            BIAS,
            4 * units,
            bias -> {
              bias.assign(0);
              bias.get(all(), interval(units, 2 * units)).assign(forgetBias);
            }),
        OwnParameters.row(
            GAIN,
            10 * units,
            gain -> {
              gain.assign(1);
              gain.get(all(), interval(9 * units, 10 * units)).assign(0);
            }));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalizedLstm that
        && super.equals(other)
        && Double.compare(that.forgetBias, forgetBias) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), forgetBias);
  }

  /** Builds a {@link NormalizedLstm} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private double forget = 1;

    /** Initial bias of the forget gate; 1 by default. */
    public Builder forgetBias(double bias) {
      this.forget = bias;
      return this;
    }

    @Override
    public NormalizedLstm build() {
      return new NormalizedLstm(this);
    }
  }
}
