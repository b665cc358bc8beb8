package dev.ensayo.backend.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a gated recurrent unit for Deeplearning4j, which has none (Cho et al., "Learning
 * phrase representations using RNN encoder–decoder", 2014, eq. 5–8). With x {@code [B, F]}, h
 * {@code [B, U]} and the gates in the order r, u, n:
 *
 * <p>r = σ(x·W_r + h₋·U_r + b_r); u = σ(x·W_u + h₋·U_u + b_u); h = (1 − u)∘n + u∘h₋, and
 *
 * <ul>
 *   <li>reset before the product, as in the paper: n = tanh(x·W_n + (r∘h₋)·U_n + b_n);
 *   <li>reset after the product (the default), as in cuDNN and PyTorch: n = tanh(x·W_n + b_n +
 *       r∘(h₋·U_n + b_q)).
 * </ul>
 *
 * <p>With layer normalization (Ba, Kiros and Hinton, "Layer normalization", 2016, supplement), for
 * which the reset comes after the product, each x·W becomes g_x∘N(x·W) and each h₋·U becomes
 * g_h∘N(h₋·U), where N(v) = (v − mean) / √(variance + 1e-5) over the sums of r and u together, and
 * over those of n by themselves, of an example. The paper's shifts are one with the biases.
 *
 * <p>Parameters follow each other: W {@code [F, 3U]} and the recurrent matrix {@code [U, 3U]}
 * column by column, then the bias {@code [3U]}, with b_q {@code [U]} behind it where the reset
 * comes after, and with layer normalization {@code g}: g_x {@code [3U]}, g_h {@code [3U]}. Biases
 * start at 0, gains at 1. Its functions are fixed.
 */
public final class Gru extends OwnRecurrent {
  private static final long serialVersionUID = 1L;

  private boolean resetAfter = true;
  private boolean layerNormalization;

  /** For reading JSON. */
  public Gru() {}

  private Gru(Builder builder) {
    super(builder);
    this.resetAfter = builder.after;
    this.layerNormalization = builder.normalized;
  }

  /** Whether the reset gate comes after the recurrent product. */
  public boolean isResetAfter() {
    return resetAfter;
  }

  /** For reading JSON. */
  public void setResetAfter(boolean resetAfter) {
    this.resetAfter = resetAfter;
  }

  /** Whether the gates' sums are normalized. */
  public boolean isLayerNormalization() {
    return layerNormalization;
  }

  /** For reading JSON. */
  public void setLayerNormalization(boolean layerNormalization) {
    this.layerNormalization = layerNormalization;
  }

  @Override
  protected GruLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new GruLayer(conf, type);
  }

  @Override
  public OwnParameters initializer() {
    long units = getNOut();
    List<OwnParameters.Part> parts = new ArrayList<>();
    parts.add(OwnParameters.gates(INPUT_WEIGHTS, getNIn(), units, 3, getWeightInitFn()));
    parts.add(OwnParameters.gates(RECURRENT_WEIGHTS, units, units, 3, recurrentStart()));
    parts.add(OwnParameters.row(BIAS, (resetAfter ? 4 : 3) * units, 0));
    if (layerNormalization) {
      parts.add(OwnParameters.row(GAIN, 6 * units, 1));
    }
    return OwnParameters.of(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gru gru
        && super.equals(other)
        && gru.resetAfter == resetAfter
        && gru.layerNormalization == layerNormalization;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), resetAfter, layerNormalization);
  }

  /** Builds a {@link Gru} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private boolean after = true;
    private boolean normalized;

    /** Whether the reset gate comes after the recurrent product; it does by default. */
    public Builder resetAfter(boolean resetAfter) {
      this.after = resetAfter;
      return this;
    }

    /** Whether the gates' sums are normalized; they are not by default. */
    public Builder layerNormalization(boolean layerNormalization) {
      this.normalized = layerNormalization;
      return this;
    }

    /**
     * @throws IllegalStateException for layer normalization with the reset before the product
     */
    @Override
    public Gru build() {
      if (normalized && !after) {
        throw new IllegalStateException("layer normalization needs the reset after the product");
      }
      return new Gru(this);
    }
  }
}
