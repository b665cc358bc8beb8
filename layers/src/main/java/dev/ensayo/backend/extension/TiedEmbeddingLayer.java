package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link TiedEmbedding} on Deeplearning4j. Its backward comes last and adds to the gradient that
 * the {@link TiedOutputLayer} left, where Deeplearning4j's writes over it.
 */
public final class TiedEmbeddingLayer extends EmbeddingSequenceLayer {
  private static final long serialVersionUID = 1L;

  TiedEmbeddingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray ofOutput = weightGradient.dup();
    Pair<Gradient, INDArray> result = super.backpropGradient(epsilon, workspaceMgr);
    weightGradient.addi(ofOutput);
    return result;
  }
}
