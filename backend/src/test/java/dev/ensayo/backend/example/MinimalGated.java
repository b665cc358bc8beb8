package dev.ensayo.backend.example;

import dev.ensayo.backend.extension.OwnParameters;
import dev.ensayo.backend.extension.OwnRecurrent;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Configuration of a minimal gated unit for Deeplearning4j (Zhou et al., 2016, table 1): with x
 * {@code [B, F]} and h {@code [B, U]},
 *
 * <p>f = σ(x·W_f + h₋·U_f + b_f); n = tanh(x·W_n + (f∘h₋)·U_n + b_n); h = (1 − f)∘h₋ + f∘n.
 *
 * <p>Parameters: W {@code [F, 2U]} and the recurrent matrix {@code [U, 2U]} column by column, f
 * first, then b {@code [2U]}; that of n starts at 0.
 */
public final class MinimalGated extends OwnRecurrent {
  private static final long serialVersionUID = 1L;

  private double gateBias;

  /** For reading JSON. */
  public MinimalGated() {}

  private MinimalGated(Builder builder) {
    super(builder);
    this.gateBias = builder.bias;
  }

  /** Where the bias of the gate starts. */
  public double getGateBias() {
    return gateBias;
  }

  /** For reading JSON. */
  public void setGateBias(double gateBias) {
    this.gateBias = gateBias;
  }

  @Override
  protected MinimalGatedLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new MinimalGatedLayer(conf, type);
  }

  @Override
  public OwnParameters initializer() {
    long units = getNOut();
    return OwnParameters.of(
        OwnParameters.gates(INPUT_WEIGHTS, getNIn(), units, 2, getWeightInitFn()),
        OwnParameters.gates(RECURRENT_WEIGHTS, units, units, 2, recurrentStart()),
        OwnParameters.row(
            BIAS,
            2 * units,
            values -> {
              values.assign(0);
              values.get(NDArrayIndex.all(), NDArrayIndex.interval(0, units)).assign(gateBias);
            }));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinimalGated unit && super.equals(other) && unit.gateBias == gateBias;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), gateBias);
  }

  /** Builds a {@link MinimalGated} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private double bias;

    /** Where the bias of the gate starts; 0 by default. */
    public Builder gateBias(double gateBias) {
      this.bias = gateBias;
      return this;
    }

    @Override
    public MinimalGated build() {
      return new MinimalGated(this);
    }
  }
}
