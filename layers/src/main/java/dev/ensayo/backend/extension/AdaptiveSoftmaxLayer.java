package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link AdaptiveSoftmax} on Deeplearning4j, which asks an output layer for sums that its softmax
 * makes probabilities of: here these are ln p of all classes, which the softmax leaves as they are.
 */
public final class AdaptiveSoftmaxLayer extends RnnOutputLayer {
  private static final long serialVersionUID = 1L;

  AdaptiveSoftmaxLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private AdaptiveSoftmax own() {
    return (AdaptiveSoftmax) layerConf();
  }

  /** ln softmax of each row. */
  private static INDArray logSoftmax(INDArray sums) {
    INDArray shifted = sums.subColumnVector(sums.max(true, 1));
    INDArray logs = Transforms.log(Transforms.exp(shifted, true).sum(true, 1), false);
    return shifted.subiColumnVector(logs);
  }

  /** What one walk over rows {@code [N, D]} computes. */
  private final class Walk {
    private final INDArray x;
    private final INDArray head;
    private final List<INDArray> projections = new ArrayList<>();
    private final List<INDArray> tails = new ArrayList<>();

    Walk(INDArray x, boolean training, LayerWorkspaceMgr manager) {
      this.x = x;
      INDArray w = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, manager);
      INDArray b = getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, manager);
      head = logSoftmax(x.mmul(w).addiRowVector(b));
      for (int k = 0; k < own().clusters(); k++) {
        projections.add(x.mmul(projection(k, training, manager)));
        tails.add(logSoftmax(projections.get(k).mmul(cluster(k, training, manager))));
      }
    }

    private INDArray ofCluster(int k) {
      int at = own().frequent() + k;
      return head.get(all(), interval(at, at + 1));
    }

    /** ln p of all classes, {@code [N, V]}. */
    INDArray logs() {
      List<INDArray> parts = new ArrayList<>();
      parts.add(head.get(all(), interval(0, own().frequent())));
      for (int k = 0; k < own().clusters(); k++) {
        parts.add(tails.get(k).addColumnVector(ofCluster(k)));
      }
      return Nd4j.hstack(parts.toArray(new INDArray[0]));
    }

    /** The slope in sums from that in the ln of their softmax, which it is written over. */
    private INDArray ofSums(INDArray slope, INDArray logs) {
      INDArray whole = slope.sum(true, 1);
      return slope.sub(Transforms.exp(logs, true).muliColumnVector(whole));
    }

    /**
     * Leaves the gradients of the parameters.
     *
     * @param slope in {@link #logs}
     * @return that in x
     */
    INDArray backward(INDArray slope, Gradient gradient, LayerWorkspaceMgr manager) {
      INDArray ofHead = Nd4j.zeros(dataType, x.size(0), head.size(1));
      int frequent = own().frequent();
      ofHead.get(all(), interval(0, frequent)).assign(slope.get(all(), interval(0, frequent)));
      INDArray ofInput = Nd4j.zeros(dataType, x.shape());
      int from = frequent;
      for (int k = 0; k < own().clusters(); k++) {
        INDArray part = slope.get(all(), interval(from, from + own().classes(k)));
        from += own().classes(k);
        ofHead.get(all(), interval(frequent + k, frequent + k + 1)).assign(part.sum(true, 1));
        INDArray sums = ofSums(part, tails.get(k));
        product(AdaptiveSoftmax.CLUSTER + (k + 1), projections.get(k), sums, gradient);
        INDArray ofProjection = sums.mmul(cluster(k, true, manager).transpose());
        product(AdaptiveSoftmax.PROJECTION + (k + 1), x, ofProjection, gradient);
        ofInput.addi(ofProjection.mmul(projection(k, true, manager).transpose()));
      }
      INDArray sums = ofSums(ofHead, head);
      product(DefaultParamInitializer.WEIGHT_KEY, x, sums, gradient);
      INDArray bias = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
      bias.assign(sums.sum(true, 0));
      gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, bias);
      INDArray w = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, manager);
      return ofInput.addi(sums.mmul(w.transpose()));
    }

    private void product(String name, INDArray factor, INDArray slope, Gradient gradient) {
      INDArray view = gradientViews.get(name);
      view.assign(factor.transpose().mmul(slope));
      gradient.setGradientFor(name, view);
    }
  }

  private INDArray projection(int k, boolean training, LayerWorkspaceMgr manager) {
    return getParamWithNoise(AdaptiveSoftmax.PROJECTION + (k + 1), training, manager);
  }

  private INDArray cluster(int k, boolean training, LayerWorkspaceMgr manager) {
    return getParamWithNoise(AdaptiveSoftmax.CLUSTER + (k + 1), training, manager);
  }

  private INDArray rows(LayerWorkspaceMgr manager) {
    INDArray numbers = input.castTo(dataType);
    return numbers.rank() == 3
        ? TimeSeriesUtils.reshape3dTo2d(numbers, manager, ArrayType.FF_WORKING_MEM)
        : numbers;
  }

  @Override
  protected INDArray preOutput2d(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    return new Walk(rows(workspaceMgr), training, workspaceMgr).logs();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray logs = preOutput2d(training, workspaceMgr);
    INDArray probabilities = Transforms.exp(logs, false);
    if (maskArray != null) {
      probabilities.muliColumnVector(maskArray.castTo(dataType));
    }
    return TimeSeriesUtils.reshape2dTo3d(
        probabilities, input.size(0), workspaceMgr, ArrayType.ACTIVATIONS);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    applyDropOutIfNecessary(true, workspaceMgr);
    Walk walk = new Walk(rows(workspaceMgr), true, workspaceMgr);
    INDArray logs = walk.logs();
    INDArray targets = getLabels2d(workspaceMgr, ArrayType.BP_WORKING_MEM).castTo(dataType);
    INDArray slope =
        own().getLossFn().computeGradient(targets, logs, own().getActivationFn(), maskArray);
    Gradient gradient = new DefaultGradient();
    INDArray ofRows = walk.backward(slope, gradient, workspaceMgr);
    weightNoiseParams.clear();
    INDArray ofInput =
        TimeSeriesUtils.reshape2dTo3d(
            ofRows, input.size(0), workspaceMgr, ArrayType.ACTIVATION_GRAD);
    return new Pair<>(gradient, backpropDropOutIfPresent(ofInput));
  }
}
