package dev.ensayo.backend.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Configuration of an output layer for each time step whose classes are in clusters, the frequent
 * ones first (Grave et al., "Efficient softmax approximation for GPUs", 2017, section 4).
 *
 * <p>With cutoffs c₁ &lt; … &lt; c_K, x {@code [D]} and h = softmax(x·W + b) over c₁ + K numbers, a
 * class j &lt; c₁ has the probability h_j, and a class j of the cluster k, from c_k to before
 * c_{k+1} or V, has h_{c₁+k−1} · softmax(x·P_k·O_k)_{j−c_k}. P_k is {@code [D, ⌊D/dᵏ⌋]}, with at
 * least one column.
 *
 * <p>Parameters: W {@code [D, c₁ + K]} column by column, b, which starts at 0, then P₁, O₁, P₂, O₂,
 * … column by column.
 */
public final class AdaptiveSoftmax extends RnnOutputLayer {
  private static final long serialVersionUID = 1L;

  /** Name of P of a cluster, before its number. */
  public static final String PROJECTION = "P";

  /** Name of O of a cluster, before its number. */
  public static final String CLUSTER = "O";

  private int[] cutoffs = {};
  private double divisor = 4;

  /** For reading JSON, and for its setters. */
  public AdaptiveSoftmax() {
    setHasBias(true);
    setRnnDataFormat(RNNFormat.NCW);
    setActivationFn(new ActivationSoftmax());
    setLossFn(new LossMCXENT());
  }

  /** Where clusters begin, upwards. */
  public int[] getCutoffs() {
    return cutoffs.clone();
  }

  /** Where clusters begin, upwards, each from 1 to V − 1. */
  public void setCutoffs(int[] cutoffs) {
    this.cutoffs = cutoffs.clone();
  }

  /** d. */
  public double getDivisor() {
    return divisor;
  }

  /** d, at least 1. */
  public void setDivisor(double divisor) {
    this.divisor = divisor;
  }

  /** Classes of the head, without the numbers of the clusters. */
  public int frequent() {
    return cutoffs[0];
  }

  /** K. */
  public int clusters() {
    return cutoffs.length;
  }

  /** Classes of a cluster, from 0. */
  public int classes(int cluster) {
    long end = cluster + 1 < cutoffs.length ? cutoffs[cluster + 1] : getNOut();
    return (int) (end - cutoffs[cluster]);
  }

  /** Length of the input's projection for a cluster, from 0. */
  public int projected(int cluster) {
    return (int) Math.max(1, Math.floor(getNIn() / Math.pow(divisor, cluster + 1)));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        "AdaptiveSoftmax", getLayerName(), layerIndex, getNIn(), getNOut());
    return OwnParameters.install(
        new AdaptiveSoftmaxLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public OwnParameters initializer() {
    List<OwnParameters.Part> parts = new ArrayList<>();
    long head = (long) frequent() + clusters();
    parts.add(
        OwnParameters.weights(
            DefaultParamInitializer.WEIGHT_KEY, getNIn(), head, head, getWeightInitFn()));
    parts.add(OwnParameters.row(DefaultParamInitializer.BIAS_KEY, head, 0));
    for (int k = 0; k < clusters(); k++) {
      long between = projected(k);
      long own = classes(k);
      parts.add(
          OwnParameters.weights(
              PROJECTION + (k + 1), getNIn(), between, between, getWeightInitFn()));
      parts.add(OwnParameters.weights(CLUSTER + (k + 1), between, own, own, getWeightInitFn()));
    }
    return OwnParameters.of(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdaptiveSoftmax that
        && super.equals(other)
        && Arrays.equals(that.cutoffs, cutoffs)
        && that.divisor == divisor;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), Arrays.hashCode(cutoffs), divisor);
  }
}
