package dev.ensayo.backend.extension;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of an output layer for each time step whose weights are those of the network's
 * first layer, a {@link TiedEmbedding} E {@code [V, D]}, transposed: softmax(x·Eᵀ + b), with x
 * {@code [B, D]} (Press and Wolf, "Using the output embedding to improve language models", 2017;
 * Inan et al., "Tying word vectors and word classifiers", 2017). It has one parameter of its own, b
 * {@code [V]}, which starts at 0; its inputs are as many as an embedding is long.
 */
public final class TiedOutput extends RnnOutputLayer {
  private static final long serialVersionUID = 1L;

  /** For reading JSON, and for its setters. */
  public TiedOutput() {
    setHasBias(true);
    setRnnDataFormat(RNNFormat.NCW);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet("TiedOutput", getLayerName(), layerIndex, getNIn(), getNOut());
    return OwnParameters.install(
        new TiedOutputLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public OwnParameters initializer() {
    return OwnParameters.of(OwnParameters.row(DefaultParamInitializer.BIAS_KEY, getNOut(), 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TiedOutput && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
