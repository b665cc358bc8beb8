package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link CombinedDense} on Deeplearning4j. */
public final class CombinedDenseLayer extends BaseLayer<CombinedDense> {
  private static final long serialVersionUID = 1L;

  CombinedDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Net inputs {@code [B, U]}, an array of its own. */
  private INDArray net(INDArray x) {
    CombinationKind kind = layerConf().getKind();
    if (kind.radial()) {
      return radial().net(x);
    }
    long units = layerConf().getNOut();
    if (kind == CombinationKind.ADDITIVE) {
      return alike(x.sum(true, 1), units);
    }
    return alike(x.mmul(getParam(CombinedDense.WEIGHTS)), units)
        .addiRowVector(getParam(CombinedDense.BIAS));
  }

  private RadialUnits radial() {
    CombinationKind kind = layerConf().getKind();
    return new RadialUnits(
        kind,
        getParam(CombinedDense.WEIGHTS),
        getParam(CombinedDense.BIAS),
        kind.altitudes() ? getParam(CombinedDense.ALTITUDES) : null);
  }

  /** A column {@code [B, 1]} once for each unit. */
  private INDArray alike(INDArray column, long units) {
    return column.mmul(Nd4j.ones(dataType, 1, units));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray net = net(input.castTo(dataType));
    return workspaceMgr.dup(
        ArrayType.ACTIVATIONS, layerConf().getActivationFn().getActivation(net, training));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray x = input.castTo(dataType);
    INDArray slopes =
        layerConf().getActivationFn().backprop(net(x), epsilon.castTo(dataType).dup()).getFirst();
    Gradient gradient = new DefaultGradient();
    CombinationKind kind = layerConf().getKind();
    INDArray inputSlopes;
    if (kind.radial()) {
      inputSlopes = radial().backward(x, slopes, gradientViews);
    } else {
      INDArray together = slopes.sum(true, 1);
      if (kind == CombinationKind.ADDITIVE) {
        inputSlopes = together.mmul(Nd4j.ones(dataType, 1, x.size(1)));
      } else {
        gradientViews.get(CombinedDense.WEIGHTS).assign(x.transpose().mmul(together));
        slopes.sum(gradientViews.get(CombinedDense.BIAS), 0);
        inputSlopes = together.mmul(getParam(CombinedDense.WEIGHTS).transpose());
      }
    }
    for (String name : layerConf().initializer().paramKeys(layerConf())) {
      gradient.setGradientFor(name, gradientViews.get(name));
    }
    return new Pair<>(
        gradient,
        backpropDropOutIfPresent(workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, inputSlopes)));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
