package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
public final class NormalizedLstm extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  /** Deeplearning4j's name for W. */
  public static final String INPUT_WEIGHTS = "W";

  /** Deeplearning4j's name for the recurrent matrix. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** Deeplearning4j's name for the bias. */
  public static final String BIAS = "b";

  /** Deeplearning4j's name for gains. */
  public static final String GAIN = "g";

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
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        "NormalizedLstm", getLayerName(), layerIndex, getNIn(), getNOut());
    NormalizedLstmLayer layer = new NormalizedLstmLayer(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    Map<String, INDArray> parameters = initializer().init(conf, layerParamsView, initializeParams);
    layer.setParamTable(parameters);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new NormalizedParamInitializer();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(
            getLayerName(), NormalizedLstm.class, inputType, getOutputType(-1, inputType))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
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
