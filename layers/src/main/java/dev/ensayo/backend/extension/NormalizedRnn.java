package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a vanilla recurrent layer with layer normalization for Deeplearning4j, whose own
 * fails with it (Ba, Kiros and Hinton, "Layer normalization", 2016): with x {@code [B, F]}, h
 * {@code [B, U]} and N(v) = (v − mean) / √(variance + 1e-5) over the U sums of an example,
 *
 * <p>h = function(g_x∘N(x·W) + g_h∘N(h₋·RW) + b).
 *
 * <p>Parameters follow each other: W {@code [F, U]} and RW {@code [U, U]} column by column, b
 * {@code [U]}, and {@code g}: g_x {@code [U]}, g_h {@code [U]}. Gains start at 1, biases at 0.
 */
public final class NormalizedRnn extends OwnRecurrent {
  private static final long serialVersionUID = 1L;

  /** For reading JSON. */
  public NormalizedRnn() {}

  private NormalizedRnn(Builder builder) {
    super(builder);
  }

  @Override
  protected NormalizedRnnLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new NormalizedRnnLayer(conf, type);
  }

  @Override
  public OwnParameters initializer() {
    long units = getNOut();
    return OwnParameters.of(
        OwnParameters.weights(INPUT_WEIGHTS, getNIn(), units, units, getWeightInitFn()),
        OwnParameters.weights(RECURRENT_WEIGHTS, units, units, units, recurrentStart()),
        OwnParameters.row(BIAS, units, 0),
        OwnParameters.row(GAIN, 2 * units, 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalizedRnn && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Builds a {@link NormalizedRnn} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    @Override
    public NormalizedRnn build() {
      return new NormalizedRnn(this);
    }
  }
}
