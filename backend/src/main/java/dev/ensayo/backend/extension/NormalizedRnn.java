package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Map;
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
 * Configuration of a vanilla recurrent layer with layer normalization for Deeplearning4j, whose own
 * fails with it (Ba, Kiros and Hinton, "Layer normalization", 2016): with x {@code [B, F]}, h
 * {@code [B, U]} and N(v) = (v − mean) / √(variance + 1e-5) over the U sums of an example,
 *
 * <p>h = function(g_x∘N(x·W) + g_h∘N(h₋·RW) + b).
 *
 * <p>Parameters follow each other: W {@code [F, U]} and RW {@code [U, U]} column by column, b
 * {@code [U]}, and {@code g}: g_x {@code [U]}, g_h {@code [U]}. Gains start at 1, biases at 0.
 */
public final class NormalizedRnn extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  /** For reading JSON. */
  public NormalizedRnn() {}

  private NormalizedRnn(Builder builder) {
    super(builder);
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
        "NormalizedRnn", getLayerName(), layerIndex, getNIn(), getNOut());
    NormalizedRnnLayer layer = new NormalizedRnnLayer(conf, networkDataType);
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
            getLayerName(), NormalizedRnn.class, inputType, getOutputType(-1, inputType))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
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
