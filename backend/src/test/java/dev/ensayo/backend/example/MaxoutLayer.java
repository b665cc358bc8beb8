package dev.ensayo.backend.example;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Maxout} on Deeplearning4j. */
public final class MaxoutLayer extends BaseLayer<Maxout> {
  private static final long serialVersionUID = 1L;

  MaxoutLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** The sums x·W + b by unit: {@code [B, U, k]}. */
  private INDArray sums(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray rows = preOutput(training, workspaceMgr).dup('c');
    return rows.reshape('c', rows.size(0), layerConf().getNOut(), layerConf().getPieces());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, sums(training, workspaceMgr).max(2));
  }

  /** The slope of a unit is that of its largest sum; of equal ones the first. */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray sums = sums(true, workspaceMgr);
    INDArray largest = sums.argMax(2);
    INDArray slopes = Nd4j.zeros(dataType, sums.size(0), sums.size(1) * sums.size(2));
    for (long row = 0; row < sums.size(0); row++) {
      for (long unit = 0; unit < sums.size(1); unit++) {
        long column = unit * sums.size(2) + largest.getLong(row, unit);
        slopes.putScalar(row, column, epsilon.getDouble(row, unit));
      }
    }
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaceMgr);
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    Nd4j.gemm(input.castTo(dataType), slopes, weightGradient, true, false, 1, 0);
    slopes.sum(biasGradient, 0);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
    INDArray inputSlopes =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, slopes.mmul(weights.transpose()));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputSlopes));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
