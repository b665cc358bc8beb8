package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link PositionEmbedding} on Deeplearning4j. */
public final class PositionEmbeddingLayer extends BaseLayer<PositionEmbedding> {
  private static final long serialVersionUID = 1L;

  PositionEmbeddingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray output = input.castTo(dataType).dup();
    INDArray own = getParam(ResidualLayer.WEIGHTS).get(all(), interval(0, input.size(2)));
    for (long b = 0; b < output.size(0); b++) {
      output.slice(b).addi(own);
    }
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray slopes = epsilon.castTo(dataType);
    INDArray view = gradientViews.get(ResidualLayer.WEIGHTS);
    view.assign(0);
    view.get(all(), interval(0, slopes.size(2))).assign(slopes.sum(0));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ResidualLayer.WEIGHTS, view);
    INDArray inputSlopes = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, slopes);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputSlopes));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
