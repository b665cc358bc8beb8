package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lays out and initializes the parameters of a {@link NormalizedRnn} or {@link NormalizedLstm}: W
 * and RW, the biases of the gates, and the gains of both products, which in an LSTM are followed by
 * the gains and biases of its cells.
 */
final class NormalizedParamInitializer implements ParamInitializer {
  /** Gates of an LSTM, whose second is the forget gate. */
  private static final int LSTM_GATES = 4;

  private static final List<String> WEIGHTS =
      List.of(NormalizedLstm.INPUT_WEIGHTS, NormalizedLstm.RECURRENT_WEIGHTS);
  private static final List<String> OTHERS = List.of(NormalizedLstm.BIAS, NormalizedLstm.GAIN);
  private static final List<String> ALL =
      List.of(
          NormalizedLstm.INPUT_WEIGHTS,
          NormalizedLstm.RECURRENT_WEIGHTS,
          NormalizedLstm.BIAS,
          NormalizedLstm.GAIN);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    BaseRecurrentLayer recurrent = (BaseRecurrentLayer) layer;
    long wide = gates(layer) * recurrent.getNOut();
    return wide * (recurrent.getNIn() + recurrent.getNOut()) + wide + gains(recurrent);
  }

  private static long gates(Layer layer) {
    return layer instanceof NormalizedLstm ? LSTM_GATES : 1;
  }

  private static long gains(BaseRecurrentLayer layer) {
    long cells = layer instanceof NormalizedLstm ? 2 : 0;
    return (2 * gates(layer) + cells) * layer.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return ALL;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return WEIGHTS;
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return OTHERS;
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return WEIGHTS.contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return OTHERS.contains(key);
  }

  /** Weights as in Deeplearning4j's own layers: all gates together. */
  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    BaseRecurrentLayer layer = (BaseRecurrentLayer) conf.getLayer();
    Map<String, INDArray> parameters =
        Collections.synchronizedMap(getGradientsFromFlattened(conf, paramsView));
    ALL.forEach(conf::addVariable);
    if (initializeParams) {
      long units = layer.getNOut();
      IWeightInit recurrent =
          layer.getWeightInitFnRecurrent() == null
              ? layer.getWeightInitFn()
              : layer.getWeightInitFnRecurrent();
      fill(
          layer.getWeightInitFn(),
          layer.getNIn(),
          units,
          parameters.get(NormalizedLstm.INPUT_WEIGHTS));
      fill(recurrent, units, units, parameters.get(NormalizedLstm.RECURRENT_WEIGHTS));
      INDArray bias = parameters.get(NormalizedLstm.BIAS);
      INDArray gain = parameters.get(NormalizedLstm.GAIN);
      bias.assign(0);
      gain.assign(1);
      if (layer instanceof NormalizedLstm lstm) {
        bias.get(NDArrayIndex.all(), interval(units, 2 * units)).assign(lstm.getForgetBias());
        gain.get(NDArrayIndex.all(), interval(9 * units, 10 * units)).assign(0);
      }
    }
    return parameters;
  }

  private static void fill(IWeightInit init, long inputs, long units, INDArray weights) {
    INDArray drawn =
        init.init(
            (double) inputs,
            (double) units,
            weights.shape(),
            IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
            Nd4j.createUninitialized(weights.dataType(), weights.length()));
    weights.assign(drawn);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    BaseRecurrentLayer layer = (BaseRecurrentLayer) conf.getLayer();
    long units = layer.getNOut();
    long wide = gates(layer) * units;
    long inputWeights = layer.getNIn() * wide;
    long weights = inputWeights + units * wide;
    long biases = weights + wide;
    INDArray flat = gradientView.reshape(gradientView.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    parts.put(
        NormalizedLstm.INPUT_WEIGHTS,
        flat.get(interval(0, inputWeights)).reshape('f', layer.getNIn(), wide));
    parts.put(
        NormalizedLstm.RECURRENT_WEIGHTS,
        flat.get(interval(inputWeights, weights)).reshape('f', units, wide));
    parts.put(NormalizedLstm.BIAS, flat.get(interval(weights, biases)).reshape('f', 1, wide));
    parts.put(
        NormalizedLstm.GAIN,
        flat.get(interval(biases, biases + gains(layer))).reshape('f', 1, gains(layer)));
    return parts;
  }
}
