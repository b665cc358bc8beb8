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

/** {@link LayerNormalization} on Deeplearning4j. */
public final class LayerNormalizationLayer extends BaseLayer<LayerNormalization> {
  private static final long serialVersionUID = 1L;

  LayerNormalizationLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Standardized standardized() {
    return Standardized.of(FeatureRows.of(input.castTo(dataType)), layerConf().getEpsilon());
  }

  private INDArray sums(Standardized normal) {
    return normal
        .values()
        .mulRowVector(getParam(LayerNormalization.GAIN))
        .addiRowVector(getParam(LayerNormalization.SHIFT));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray sums = sums(standardized());
    INDArray values = layerConf().getActivationFn().getActivation(sums, training);
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, FeatureRows.shaped(values, input));
  }

  /** With e = γ ⊙ δ: ∂x = (e − mean e − x̂·mean(e ⊙ x̂))/√(σ² + ε). */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Standardized normal = standardized();
    INDArray slopes =
        layerConf()
            .getActivationFn()
            .backprop(sums(normal), FeatureRows.of(epsilon.castTo(dataType)).dup())
            .getFirst();
    INDArray gain = gradientViews.get(LayerNormalization.GAIN);
    INDArray shift = gradientViews.get(LayerNormalization.SHIFT);
    slopes.mul(normal.values()).sum(gain, 0);
    slopes.sum(shift, 0);
    INDArray x = normal.backward(slopes.mulRowVector(getParam(LayerNormalization.GAIN)));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(LayerNormalization.GAIN, gain);
    gradient.setGradientFor(LayerNormalization.SHIFT, shift);
    INDArray inputSlopes =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, FeatureRows.shaped(x, input));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputSlopes));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
