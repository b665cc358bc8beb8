package dev.ensayo.backend.extension;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The bias of a {@link TiedOutput}, {@code [V]}, which starts at zero. */
final class TiedOutputParamInitializer implements ParamInitializer {
  private static final List<String> BIAS = List.of(DefaultParamInitializer.BIAS_KEY);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return ((TiedOutput) layer).getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return BIAS;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return BIAS;
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Map<String, INDArray> parameters =
        Collections.synchronizedMap(getGradientsFromFlattened(conf, paramsView));
    conf.addVariable(DefaultParamInitializer.BIAS_KEY);
    if (initializeParams) {
      parameters.get(DefaultParamInitializer.BIAS_KEY).assign(0);
    }
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Map<String, INDArray> parts = new LinkedHashMap<>();
    long classes = numParams(conf);
    INDArray flat = gradientView.reshape(gradientView.length());
    parts.put(DefaultParamInitializer.BIAS_KEY, flat.reshape('f', 1, classes));
    return parts;
  }
}
