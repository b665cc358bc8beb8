package dev.ensayo.backend.extension;

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

/** {@link NoisyDense} on Deeplearning4j. */
public final class NoisyDenseLayer extends BaseLayer<NoisyDense> {
  private static final long serialVersionUID = 1L;
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
  private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private transient INDArray weightNoise;
  private transient INDArray biasNoise;

  NoisyDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Sets the noise of all that follows, in training and at inference.
   *
   * @param inputs f(ε) of the inputs, {@code [F]}; null for no noise
   * @param outputs f(ε') of the outputs, {@code [O]}; null for no noise
   */
  public void setNoise(float[] inputs, float[] outputs) {
    if (weightNoise != null) {
      weightNoise.close();
      biasNoise.close();
      weightNoise = null;
      biasNoise = null;
    }
    if (inputs != null) {
      INDArray column = Nd4j.createFromArray(inputs).castTo(dataType).reshape(inputs.length, 1);
      biasNoise = Nd4j.createFromArray(outputs).castTo(dataType).reshape(1, outputs.length);
      weightNoise = column.mmul(biasNoise);
    }
  }

  private INDArray noisy(String mean, String deviation, INDArray noise) {
    INDArray values = getParam(mean);
    return noise == null ? values : getParam(deviation).mul(noise).addi(values);
  }

  private INDArray weights() {
    return noisy(WEIGHTS, NoisyDense.WEIGHT_DEVIATIONS, weightNoise);
  }

  private INDArray sums(LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input.castTo(dataType);
    INDArray sums =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {x.size(0), layerConf().getNOut()}, 'f');
    x.mmuli(weights(), sums);
    return sums.addiRowVector(noisy(BIAS, NoisyDense.BIAS_DEVIATIONS, biasNoise));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    return layerConf().getActivationFn().getActivation(sums(workspaceMgr), training);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray slopes =
        layerConf().getActivationFn().backprop(sums(workspaceMgr), epsilon).getFirst();
    INDArray weightGradient = gradientViews.get(WEIGHTS);
    INDArray biasGradient = gradientViews.get(BIAS);
    Nd4j.gemm(input.castTo(dataType), slopes, weightGradient, true, false, 1, 0);
    slopes.sum(biasGradient, 0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, weightGradient);
    gradient.setGradientFor(BIAS, biasGradient);
    addDeviations(gradient, NoisyDense.WEIGHT_DEVIATIONS, weightGradient, weightNoise);
    addDeviations(gradient, NoisyDense.BIAS_DEVIATIONS, biasGradient, biasNoise);
    INDArray inputSlopes =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, slopes.mmul(weights().transpose()));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputSlopes));
  }

  /** ∂σ = ∂μ ⊙ noise. */
  private void addDeviations(Gradient gradient, String name, INDArray means, INDArray noise) {
    INDArray own = gradientViews.get(name);
    if (noise == null) {
      own.assign(0);
    } else {
      own.assign(means).muli(noise);
    }
    gradient.setGradientFor(name, own);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
