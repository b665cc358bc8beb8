package dev.ensayo.backend.extension;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays out and initializes the parameters of a {@link Gru}. */
final class GruParamInitializer implements ParamInitializer {
  private static final List<String> WEIGHTS = List.of(Gru.INPUT_WEIGHTS, Gru.RECURRENT_WEIGHTS);
  private static final List<String> BIASES = List.of(Gru.BIAS, Gru.GAIN);
  private static final List<String> PLAIN =
      List.of(Gru.INPUT_WEIGHTS, Gru.RECURRENT_WEIGHTS, Gru.BIAS);
  private static final List<String> NORMALIZED =
      List.of(Gru.INPUT_WEIGHTS, Gru.RECURRENT_WEIGHTS, Gru.BIAS, Gru.GAIN);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    Gru gru = (Gru) layer;
    long units = gru.getNOut();
    return 3 * units * (gru.getNIn() + units) + biases(gru) + gains(gru);
  }

  private static long biases(Gru gru) {
    return (gru.isResetAfter() ? 4 : 3) * gru.getNOut();
  }

  private static long gains(Gru gru) {
    return gru.isLayerNormalization() ? 6 * gru.getNOut() : 0;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return ((Gru) layer).isLayerNormalization() ? NORMALIZED : PLAIN;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return WEIGHTS;
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(BIASES::contains).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return WEIGHTS.contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIASES.contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Gru gru = (Gru) conf.getLayer();
    Map<String, INDArray> parameters =
        Collections.synchronizedMap(getGradientsFromFlattened(conf, paramsView));
    paramKeys(gru).forEach(conf::addVariable);
    if (initializeParams) {
      long units = gru.getNOut();
      IWeightInit recurrent =
          gru.getWeightInitFnRecurrent() == null
              ? gru.getWeightInitFn()
              : gru.getWeightInitFnRecurrent();
      fill(gru.getWeightInitFn(), gru.getNIn(), units, parameters.get(Gru.INPUT_WEIGHTS));
      fill(recurrent, units, units, parameters.get(Gru.RECURRENT_WEIGHTS));
      parameters.get(Gru.BIAS).assign(0);
      if (gru.isLayerNormalization()) {
        parameters.get(Gru.GAIN).assign(1);
      }
    }
    return parameters;
  }

  /** Each gate by itself, with the units before and its own as fan-in and fan-out. */
  private static void fill(IWeightInit init, long inputs, long units, INDArray weights) {
    for (long gate = 0; gate < weights.size(1) / units; gate++) {
      INDArray own =
          weights.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * units, (gate + 1) * units));
      INDArray flat = Nd4j.createUninitialized(weights.dataType(), inputs * units);
      INDArray drawn =
          init.init(
              (double) inputs,
              (double) units,
              new long[] {inputs, units},
              IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
              flat);
      own.assign(drawn);
    }
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Gru gru = (Gru) conf.getLayer();
    long units = gru.getNOut();
    long inputWeights = gru.getNIn() * 3 * units;
    long weights = inputWeights + 3 * units * units;
    INDArray flat = gradientView.reshape(gradientView.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    parts.put(
        Gru.INPUT_WEIGHTS,
        flat.get(NDArrayIndex.interval(0, inputWeights)).reshape('f', gru.getNIn(), 3 * units));
    parts.put(
        Gru.RECURRENT_WEIGHTS,
        flat.get(NDArrayIndex.interval(inputWeights, weights)).reshape('f', units, 3 * units));
    parts.put(
        Gru.BIAS,
        flat.get(NDArrayIndex.interval(weights, weights + biases(gru)))
            .reshape('f', 1, biases(gru)));
    if (gru.isLayerNormalization()) {
      long before = weights + biases(gru);
      parts.put(
          Gru.GAIN,
          flat.get(NDArrayIndex.interval(before, before + gains(gru))).reshape('f', 1, gains(gru)));
    }
    return parts;
  }
}
