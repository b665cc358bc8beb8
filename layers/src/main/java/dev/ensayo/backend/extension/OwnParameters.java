package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a layer of ours, for Deeplearning4j: one part after the other in the layer's
 * flat vector, each column by column.
 */
public final class OwnParameters implements ParamInitializer {
  /**
   * One matrix.
   *
   * @param weights whether penalties, decay and limits on norms are meant for it, as for weights;
   *     else it is treated as a bias
   * @param start fills it, {@code [rows, columns]}, at the beginning
   */
  public record Part(
      String name, long rows, long columns, boolean weights, Consumer<INDArray> start) {
    private long length() {
      return rows * columns;
    }
  }

  private final List<Part> parts;

  private OwnParameters(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  public static OwnParameters of(Part... parts) {
    return new OwnParameters(List.of(parts));
  }

  public static OwnParameters of(List<Part> parts) {
    return new OwnParameters(parts);
  }

  /**
   * Weights that are drawn all together.
   *
   * @param units what counts as the number of outputs, for distributions that ask for it
   */
  public static Part weights(String name, long inputs, long columns, long units, IWeightInit init) {
    return new Part(
        name, inputs, columns, true, weights -> weights.assign(drawn(init, units, weights)));
  }

  /** Weights {@code [inputs, gates · units]}, each gate drawn by itself. */
  public static Part gates(String name, long inputs, long units, int gates, IWeightInit init) {
    return new Part(
        name,
        inputs,
        gates * units,
        true,
        weights -> {
          for (long gate = 0; gate < gates; gate++) {
            INDArray own = weights.get(all(), interval(gate * units, (gate + 1) * units));
            own.assign(drawn(init, units, own));
          }
        });
  }

  /**
   * Numbers from a distribution.
   *
   * @param units what counts as the number of outputs, for distributions that ask for it
   * @param weights tells their shape
   */
  static INDArray drawn(IWeightInit init, long units, INDArray weights) {
    return init.init(
        (double) weights.size(0),
        (double) units,
        weights.shape(),
        IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
        Nd4j.createUninitialized(weights.dataType(), weights.length()));
  }

  /** A row of numbers that start alike. */
  public static Part row(String name, long length, double start) {
    return row(name, length, values -> values.assign(start));
  }

  /**
   * A row of numbers.
   *
   * @param start fills them, {@code [1, length]}
   */
  public static Part row(String name, long length, Consumer<INDArray> start) {
    return new Part(name, 1, length, false, start);
  }

  /** Makes a new layer ready for the network, as {@code Layer.instantiate} must. */
  public static <L extends BaseLayer<?>> L install(
      L layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(conf.getLayer().initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  /**
   * What a layer needs beside its activations: its parameters and their updater's state.
   *
   * @param layer whose output has the same type whatever its place in the network
   */
  static LayerMemoryReport memoryReport(
      org.deeplearning4j.nn.conf.layers.BaseLayer layer, InputType inputType) {
    long parameters = layer.initializer().numParams(layer);
    return new LayerMemoryReport.Builder(
            layer.getLayerName(), layer.getClass(), inputType, layer.getOutputType(-1, inputType))
        .standardMemory(parameters, layer.getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parts.stream().mapToLong(Part::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parts.stream().map(Part::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return parts.stream().filter(Part::weights).map(Part::name).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return parts.stream().filter(part -> !part.weights()).map(Part::name).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Map<String, INDArray> views =
        Collections.synchronizedMap(getGradientsFromFlattened(conf, paramsView));
    for (Part part : parts) {
      conf.addVariable(part.name());
      if (initializeParams) {
        part.start().accept(views.get(part.name()));
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    if (parts.isEmpty()) {
      return views; // there is no view of nothing
    }
    INDArray flat = gradientView.reshape(gradientView.length());
    long begin = 0;
    for (Part part : parts) {
      INDArray own = flat.get(interval(begin, begin + part.length()));
      views.put(part.name(), own.reshape('f', part.rows(), part.columns()));
      begin += part.length();
    }
    return views;
  }
}
