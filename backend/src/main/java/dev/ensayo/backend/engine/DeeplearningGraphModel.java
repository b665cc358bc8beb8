package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.configuration.GraphParts;
import dev.ensayo.backend.extension.WeightedLoss;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@code engine: deeplearning4j}: the {@link ComputationGraph} computes as it is, its {@code fit}
 * spelled out as in {@link DeeplearningModel}.
 */
public final class DeeplearningGraphModel extends GraphNetworkModel {
  private final OptionalDouble largestNorm;
  private final boolean dropsOut;
  private final ImmutableList<WeightedLoss> losses;
  private final ComputationGraph beforeBoundary;
  private final DeeplearningGraphModel afterBoundary;
  private final double[] meanLosses;

  /**
   * @param parts the graph cut at its boundary; null where that is its input, or there is none
   */
  public DeeplearningGraphModel(
      ComputationGraph network,
      GraphSizes sizes,
      OptionalDouble largestNorm,
      GraphParts parts,
      int largestBatch,
      RandomStream dropoutStream) {
    super(network, sizes, largestBatch, dropoutStream);
    this.largestNorm = largestNorm;
    this.dropsOut =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer().getIDropout() != null);
    this.losses = weighted(network);
    this.meanLosses = new double[losses.size()];
    this.beforeBoundary = parts == null ? null : parts.before();
    this.afterBoundary =
        parts == null
            ? null
            : new DeeplearningGraphModel(
                initialized(parts.after()),
                new GraphSizes(ImmutableList.of(ImageShape.size(parts.shape())), sizes.outputs()),
                largestNorm,
                null,
                largestBatch,
                dropoutStream);
  }

  private static ImmutableList<WeightedLoss> weighted(ComputationGraph network) {
    List<WeightedLoss> losses = new ArrayList<>();
    for (String name : network.getConfiguration().getNetworkOutputs()) {
      Layer layer = network.getLayer(name).conf().getLayer();
      WeightedLoss loss;
      if (layer instanceof LossLayer output) {
        loss = new WeightedLoss(output.getLossFn());
        output.setLossFn(loss);
      } else {
        BaseOutputLayer output = (BaseOutputLayer) layer;
        loss = new WeightedLoss(output.getLossFn());
        output.setLossFn(loss);
      }
      losses.add(loss);
    }
    return ImmutableList.copyOf(losses);
  }

  @Override
  void computeOutputs(float[][] inputs, int batch, float[][] outputs) {
    INDArray[] features = matrices(inputs, batch, true);
    INDArray[] results = network().output(false, features);
    for (int i = 0; i < outputs.length; i++) {
      System.arraycopy(
          results[i].dup('c').data().asFloat(),
          0,
          outputs[i],
          0,
          Math.multiplyExact(batch, outputSize(i)));
    }
    close(features);
  }

  @Override
  void step(float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    if (result.outputs() != null) {
      float[][] outputs = new float[outputs()][];
      outputs[0] = result.outputs();
      for (int i = 1; i < outputs.length; i++) {
        outputs[i] = new float[batch * outputSize(i)];
      }
      computeOutputs(inputs, batch, outputs);
    }
    INDArray[] features = matrices(inputs, batch, true);
    INDArray[] labels = matrices(targets, batch, false);
    INDArray[] factors = weights == null ? new INDArray[0] : matrices(weights, batch, false);
    if (dropsOut) {
      // Nd4j's generator belongs to the thread, and whoever used it last left it anywhere.
      Nd4j.getRandom().setSeed(dropoutStream().nextLong());
    }
    setWeights(factors);
    step(features, labels, batch, result);
    setWeights(new INDArray[0]);
    close(features);
    close(labels);
    close(factors);
  }

  private void setWeights(INDArray[] factors) {
    for (int i = 0; i < losses.size(); i++) {
      losses.get(i).setWeights(i < factors.length ? factors[i] : null);
    }
  }

  private void step(INDArray[] features, INDArray[] labels, int batch, FitResult result) {
    ComputationGraph network = network();
    network.setInputs(features);
    network.setLabels(labels);
    losses.get(0).keepExampleLosses(result.exampleLosses() != null);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient();
    storeStatistics(network);
    double norm = gradient.norm2Number().doubleValue() / batch;
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    int iteration = network.getConfiguration().getIterationCount();
    int epoch = network.getConfiguration().getEpochCount();
    network
        .getUpdater()
        .update(network.gradient(), iteration, epoch, batch, DeeplearningModel.updaterWorkspace());
    network.params().subi(gradient.reshape(network.params().shape()));
    network.getConfiguration().setIterationCount(iteration + 1);
    network.applyConstraints(iteration + 1, epoch);
    network.clearLayersStates();
    double sum = 0;
    for (int i = 0; i < meanLosses.length; i++) {
      meanLosses[i] = losses.get(i).lastScore() / batch;
      sum += meanLosses[i];
    }
    result.set(sum, norm);
    if (result.exampleLosses() != null) {
      System.arraycopy(losses.get(0).exampleLosses(), 0, result.exampleLosses(), 0, batch);
    }
  }

  /** As {@link DeeplearningModel} does it. */
  private static void storeStatistics(ComputationGraph network) {
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      if (layer instanceof BatchNormalization normalization) {
        String vertex = layer.conf().getLayer().getLayerName();
        for (String name : DeeplearningModel.STATISTICS) {
          INDArray change = network.gradient().getGradientFor(vertex + "_" + name);
          if (change != null) {
            INDArray statistic = normalization.getParam(name);
            statistic.subi(change.reshape(statistic.shape()));
            change.assign(0);
          }
        }
      }
    }
  }

  @Override
  public double loss(int output) {
    return meanLosses[output];
  }

  @Override
  void computeFeatures(float[][] inputs, int batch, float[] features) {
    if (afterBoundary == null) {
      // Nothing is frozen: the boundary is the input.
      System.arraycopy(inputs[0], 0, features, 0, batch * inputSize(0));
      return;
    }
    INDArray[] arrays = matrices(inputs, batch, true);
    long own = beforeBoundary.numParams();
    if (own > 0) {
      beforeBoundary.params().assign(parameters(0, own));
    }
    INDArray value = beforeBoundary.output(false, arrays)[0].dup('c');
    System.arraycopy(value.data().asFloat(), 0, features, 0, Math.toIntExact(value.length()));
    close(arrays);
  }

  @Override
  void computeFromFeatures(float[] features, int batch, float[][] outputs) {
    if (afterBoundary == null) {
      computeOutputs(new float[][] {features}, batch, outputs);
      return;
    }
    sendState();
    afterBoundary.computeOutputs(new float[][] {features}, batch, outputs);
  }

  @Override
  void stepFromFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, FitResult result) {
    if (afterBoundary == null) {
      step(new float[][] {features}, targets, weights, batch, result);
      return;
    }
    sendState();
    afterBoundary.step(new float[][] {features}, targets, weights, batch, result);
    for (int i = 0; i < meanLosses.length; i++) {
      meanLosses[i] = afterBoundary.meanLosses[i];
    }
    trainedParameters().assign(afterBoundary.network().params().reshape(-1));
    if (network().updaterState() != null) {
      network().updaterState().assign(afterBoundary.network().updaterState());
    }
    network()
        .getConfiguration()
        .setIterationCount(afterBoundary.network().getConfiguration().getIterationCount());
  }

  /** The network after the boundary has buffers of its own. */
  private void sendState() {
    ComputationGraph after = afterBoundary.network();
    after.params().assign(trainedParameters().reshape(after.params().shape()));
    if (after.updaterState() != null) {
      after.updaterState().assign(network().updaterState());
    }
    after.getConfiguration().setIterationCount(network().getConfiguration().getIterationCount());
    after.getConfiguration().setEpochCount(network().getConfiguration().getEpochCount());
  }

  private INDArray trainedParameters() {
    long all = network().numParams();
    return parameters(all - afterBoundary.network().numParams(), all);
  }

  /** A view of some parameters. */
  private INDArray parameters(long from, long to) {
    return network().params().reshape(network().numParams()).get(NDArrayIndex.interval(from, to));
  }

  private static ComputationGraph initialized(ComputationGraph network) {
    network.initGradientsView();
    network.getUpdater();
    return network;
  }

  @Override
  void copyParameters(GraphNetworkModel source) {
    network().params().assign(source.network().params());
  }

  @Override
  void blendParameters(GraphNetworkModel source, double tau) {
    network().params().muli(1 - tau).addi(source.network().params().mul(tau));
  }

  @Override
  void release() {
    if (afterBoundary != null) {
      beforeBoundary.close();
      afterBoundary.close();
    }
  }

  private INDArray[] matrices(float[][] values, int rows, boolean inputs) {
    INDArray[] matrices = new INDArray[values.length];
    for (int i = 0; i < matrices.length; i++) {
      if (values[i] != null) {
        int columns = inputs ? inputSize(i) : outputSize(i);
        matrices[i] = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
        matrices[i].data().setData(Arrays.copyOf(values[i], Math.multiplyExact(rows, columns)));
      }
    }
    return matrices;
  }

  private static void close(INDArray[] arrays) {
    for (INDArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
  }
}
