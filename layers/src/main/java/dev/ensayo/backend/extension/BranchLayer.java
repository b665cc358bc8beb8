package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A residual branch on Deeplearning4j: layer normalization, a dense layer, what the subclass does
 * with it, another dense layer, dropout. The backward goes forward once more, with the masks that
 * were drawn.
 */
abstract class BranchLayer<C extends ResidualLayer> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  private transient INDArray branchMask;

  BranchLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * What is between the dense layers.
   *
   * @param sums of the first, {@code [B·T, wide]}, sequence by sequence
   * @param draws whether masks are drawn; else those drawn last are used where there are any
   * @return {@code [B·T, narrow]}
   */
  abstract INDArray middle(INDArray sums, long steps, boolean draws);

  /**
   * The gradient of the sums, from that of {@link #middle}, whose forward was the last.
   *
   * @param sums as they were given
   */
  abstract INDArray middleBackward(INDArray sums, INDArray slopes, long steps);

  /** Forgets the masks that were drawn. */
  abstract void forgetMasks();

  /** 1/keep with the probability of keeping, else 0; outside of any workspace. */
  @SuppressWarnings("try")
  final INDArray mask(double dropout, long... shape) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray kept = Nd4j.rand(DataType.FLOAT, shape).gte(dropout).castTo(dataType);
      return kept.divi(1 - dropout);
    }
  }

  private Standardized standardized() {
    return Standardized.of(FeatureRows.of(input.castTo(dataType)), layerConf().getEpsilon());
  }

  private INDArray normalized(Standardized normal) {
    return normal
        .values()
        .mulRowVector(getParam(ResidualLayer.GAIN))
        .addiRowVector(getParam(ResidualLayer.SHIFT));
  }

  private INDArray sums(INDArray normalized) {
    return normalized
        .mmul(getParam(ResidualLayer.WEIGHTS))
        .addiRowVector(getParam(ResidualLayer.BIAS));
  }

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    branchMask = null;
    forgetMasks();
    INDArray middle = middle(sums(normalized(standardized())), input.size(2), training);
    INDArray branch =
        middle
            .mmul(getParam(ResidualLayer.OUTPUT_WEIGHTS))
            .addiRowVector(getParam(ResidualLayer.OUTPUT_BIAS));
    if (training && layerConf().getBranchDropout() > 0) {
      branchMask = mask(layerConf().getBranchDropout(), branch.shape());
      branch.muli(branchMask);
    }
    INDArray output = FeatureRows.shaped(branch, input).add(input.castTo(dataType));
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, output);
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    long steps = input.size(2);
    Standardized normal = standardized();
    INDArray normalized = normalized(normal);
    INDArray sums = sums(normalized);
    INDArray middle = middle(sums, steps, false);
    INDArray slopes = FeatureRows.of(epsilon.castTo(dataType)).dup();
    INDArray ofBranch = branchMask == null ? slopes : slopes.mul(branchMask);
    Gradient gradient = new DefaultGradient();
    put(gradient, ResidualLayer.OUTPUT_WEIGHTS, middle.transpose().mmul(ofBranch));
    put(gradient, ResidualLayer.OUTPUT_BIAS, ofBranch.sum(true, 0));
    INDArray ofMiddle = ofBranch.mmul(getParam(ResidualLayer.OUTPUT_WEIGHTS).transpose());
    INDArray ofSums = middleBackward(sums, ofMiddle, steps);
    put(gradient, ResidualLayer.WEIGHTS, normalized.transpose().mmul(ofSums));
    put(gradient, ResidualLayer.BIAS, ofSums.sum(true, 0));
    INDArray ofNormalized = ofSums.mmul(getParam(ResidualLayer.WEIGHTS).transpose());
    put(gradient, ResidualLayer.GAIN, ofNormalized.mul(normal.values()).sum(true, 0));
    put(gradient, ResidualLayer.SHIFT, ofNormalized.sum(true, 0));
    INDArray ofInput =
        normal.backward(ofNormalized.mulRowVector(getParam(ResidualLayer.GAIN))).add(slopes);
    INDArray inputSlopes =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, FeatureRows.shaped(ofInput, input));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputSlopes));
  }

  private void put(Gradient gradient, String name, INDArray value) {
    INDArray view = gradientViews.get(name);
    view.assign(value.reshape(view.shape()));
    gradient.setGradientFor(name, view);
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }
}
