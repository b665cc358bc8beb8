package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a layer whose units see all inputs and combine them in one of the ways of {@link
 * CombinationKind}: function(net input), with x {@code [B, F]}.
 *
 * <p>Parameters: of {@code ADDITIVE} none; of {@code EQUAL_SLOPES} w {@code [F, 1]}, drawn, and b
 * {@code [U]} at the layer's initial bias; of radial ones the centers {@code [F, U]} column by
 * column, drawn as weights are, b {@code [U]} or {@code [1]} at the initial bandwidth, and a {@code
 * [U]} at 1 where there are altitudes. Penalties, decay and limits on norms are for slopes: centers
 * are places, and stay where they are.
 */
public final class CombinedDense extends FeedForwardLayer {
  /** Name of the slopes or the centers. */
  public static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;

  /** Name of the biases or the bandwidths. */
  public static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  /** Name of the altitudes. */
  public static final String ALTITUDES = "a";

  private static final long serialVersionUID = 1L;

  private CombinationKind kind = CombinationKind.EHRADIAL;
  private double bandwidth = 1;

  /** For reading JSON. */
  public CombinedDense() {}

  private CombinedDense(Builder builder) {
    super(builder);
    this.kind = builder.combination;
    this.bandwidth = builder.start;
  }

  /** How net inputs are made. */
  public CombinationKind getKind() {
    return kind;
  }

  /** For reading JSON. */
  public void setKind(CombinationKind kind) {
    this.kind = kind;
  }

  /** Where bandwidths start. */
  public double getBandwidth() {
    return bandwidth;
  }

  /** For reading JSON. */
  public void setBandwidth(double bandwidth) {
    this.bandwidth = bandwidth;
  }

  @Override
  public OwnParameters initializer() {
    long inputs = getNIn();
    long units = getNOut();
    if (kind == CombinationKind.ADDITIVE) {
      return OwnParameters.of();
    }
    if (kind == CombinationKind.EQUAL_SLOPES) {
      return OwnParameters.of(
          OwnParameters.weights(WEIGHTS, inputs, 1, units, getWeightInitFn()),
          OwnParameters.row(BIAS, units, getBiasInit()));
    }
    OwnParameters.Part centers =
        new OwnParameters.Part(
            WEIGHTS,
            inputs,
            units,
            false,
            places -> places.assign(OwnParameters.drawn(getWeightInitFn(), units, places)));
    OwnParameters.Part bandwidths =
        OwnParameters.row(BIAS, kind.bandwidths(Math.toIntExact(units)), bandwidth);
    return kind.altitudes()
        ? OwnParameters.of(centers, bandwidths, OwnParameters.row(ALTITUDES, units, 1))
        : OwnParameters.of(centers, bandwidths);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return OwnParameters.install(
        new CombinedDenseLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return OwnParameters.memoryReport(this, inputType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CombinedDense that
        && super.equals(other)
        && that.kind == kind
        && that.bandwidth == bandwidth;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), kind, bandwidth);
  }

  /** Builds a {@link CombinedDense} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private CombinationKind combination = CombinationKind.EHRADIAL;
    private double start = 1;

    /** How net inputs are made; {@code EHRADIAL} by default. */
    public Builder kind(CombinationKind kind) {
      this.combination = kind;
      return this;
    }

    /** Where bandwidths start; 1 by default. */
    public Builder bandwidth(double bandwidth) {
      this.start = bandwidth;
      return this;
    }

    @Override
    public CombinedDense build() {
      return new CombinedDense(this);
    }
  }
}
