package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link TiedOutput} on Deeplearning4j. A layer there sees its own part of the network's flat
 * parameters alone; this one finds the matrix at the beginning of the buffer that its part is a
 * view of, and leaves the gradient of its use there for the {@link TiedEmbeddingLayer}.
 */
public final class TiedOutputLayer extends RnnOutputLayer {
  private static final long serialVersionUID = 1L;
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;

  TiedOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** E {@code [V, D]} at the beginning of the buffer, in place. */
  private INDArray matrix(INDArray ownPart) {
    DataBuffer whole = ownPart.data().originalDataBuffer();
    if (whole == null) {
      throw new IllegalStateException("a tied output is not the whole network");
    }
    long vocabulary = layerConf().getNOut();
    long size = layerConf().getNIn();
    return Nd4j.create(whole, new long[] {vocabulary, size}, new long[] {1, vocabulary}, 0, 'f');
  }

  @Override
  public INDArray getParam(String name) {
    return name.equals(WEIGHTS) ? matrix(paramsFlattened).transpose() : super.getParam(name);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    gradientViews.put(
        WEIGHTS,
        Nd4j.createUninitialized(
            gradients.dataType(), new long[] {layerConf().getNIn(), layerConf().getNOut()}, 'f'));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    Pair<Gradient, INDArray> result = super.backpropGradient(epsilon, workspaceMgr);
    matrix(gradientsFlattened).assign(gradientViews.get(WEIGHTS).transpose());
    result.getFirst().gradientForVariable().remove(WEIGHTS);
    return result;
  }
}
