package dev.ensayo.backend.example;

import dev.ensayo.backend.extension.OwnParameters;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a maxout layer for Deeplearning4j: with x {@code [B, F]} and k pieces, unit u is
 * the largest of the sums u·k to u·k + k − 1 of x·W + b.
 *
 * <p>Parameters: W {@code [F, U·k]} column by column, then b {@code [U·k]}, which starts at 0.
 */
public final class Maxout extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private int pieces = 2;

  /** For reading JSON. */
  public Maxout() {}

  private Maxout(Builder builder) {
    super(builder);
    this.pieces = builder.count;
  }

  /** Linear functions of each unit. */
  public int getPieces() {
    return pieces;
  }

  /** For reading JSON. */
  public void setPieces(int pieces) {
    this.pieces = pieces;
  }

  @Override
  public OwnParameters initializer() {
    long sums = pieces * getNOut();
    return OwnParameters.of(
        OwnParameters.weights(
            DefaultParamInitializer.WEIGHT_KEY, getNIn(), sums, getNOut(), getWeightInitFn()),
        OwnParameters.row(DefaultParamInitializer.BIAS_KEY, sums, 0));
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
        new MaxoutLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(
            getLayerName(), Maxout.class, inputType, getOutputType(-1, inputType))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Maxout that && super.equals(other) && that.pieces == pieces;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pieces);
  }

  /** Builds a {@link Maxout} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int count = 2;

    /** Linear functions of each unit; 2 by default. */
    public Builder pieces(int pieces) {
      this.count = pieces;
      return this;
    }

    @Override
    public Maxout build() {
      return new Maxout(this);
    }
  }
}
