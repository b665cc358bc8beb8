package dev.ensayo.backend.extension;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of an embedding E {@code [V, D]} of tokens, without a bias, whose matrix a {@link
 * TiedOutput} at the end of the network uses as well. It is the network's first layer, holds the
 * one copy of the matrix, and its gradient is that of both uses.
 */
public final class TiedEmbedding extends EmbeddingSequenceLayer {
  private static final long serialVersionUID = 1L;

  /** For reading JSON, and for its setters. */
  public TiedEmbedding() {
    setInputLength(1);
    setInferInputLength(true);
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
        new TiedEmbeddingLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TiedEmbedding && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
