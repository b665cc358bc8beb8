package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.WeightedLoss;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code engine: deeplearning4j}: the {@link MultiLayerNetwork} computes as it is.
 *
 * <p>Only the order of its own {@code fit} is spelled out here, because the limit on the norm over
 * all layers, which Deeplearning4j lacks, comes between its gradient and its updater.
 */
public final class DeeplearningModel extends NetworkModel {
  private static final String UPDATER_WORKSPACE = "ENSAYO_UPDATER";
  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.02)
          .policyLearning(LearningPolicy.OVER_TIME)
          .cyclesBeforeInitialization(10)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  static final ImmutableList<String> STATISTICS =
      ImmutableList.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private final OptionalDouble largestNorm;
  private final boolean dropsOut;
  private final WeightedLoss loss;

  public DeeplearningModel(
      MultiLayerNetwork network,
      OptionalDouble largestNorm,
      int largestBatch,
      RandomStream dropoutStream) {
    super(network, largestBatch, dropoutStream);
    this.largestNorm = largestNorm;
    this.dropsOut =
        network.getLayerWiseConfigurations().getConfs().stream()
            .anyMatch(conf -> conf.getLayer().getIDropout() != null);
    BaseOutputLayer output = (BaseOutputLayer) network.getOutputLayer().conf().getLayer();
    this.loss = new WeightedLoss(output.getLossFn());
    output.setLossFn(loss);
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    checkBatch(batch);
    checkShape("inputs", inputs, batch, inputSize());
    checkShape("outputs", outputs, batch, outputSize());
    INDArray observations = matrix(inputs, batch, inputSize());
    INDArray result = network().output(observations, false);
    System.arraycopy(
        result.dup('c').data().asFloat(), 0, outputs, 0, Math.multiplyExact(batch, outputSize()));
    observations.close();
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    checkBatch(batch);
    checkShape("inputs", inputs, batch, inputSize());
    checkShape("targets", targets, batch, outputSize());
    if (result.outputs() != null) {
      predict(inputs, batch, result.outputs());
    }
    INDArray features = matrix(inputs, batch, inputSize());
    INDArray labels = matrix(targets, batch, outputSize());
    INDArray lossWeights = null;
    if (weights != null) {
      checkShape("weights", weights, batch, outputSize());
      lossWeights = matrix(weights, batch, outputSize());
    }
    if (dropsOut) {
      // Nd4j's generator belongs to the thread, and whoever used it last left it anywhere.
      Nd4j.getRandom().setSeed(dropoutStream().nextLong());
    }
    loss.setWeights(lossWeights);
    loss.keepExampleLosses(result.exampleLosses() != null);
    step(features, labels, batch, result);
    loss.setWeights(null);
    if (result.exampleLosses() != null) {
      checkShape("exampleLosses", result.exampleLosses(), batch, 1);
      System.arraycopy(loss.exampleLosses(), 0, result.exampleLosses(), 0, batch);
    }
    features.close();
    labels.close();
    if (lossWeights != null) {
      lossWeights.close();
    }
  }

  private void step(INDArray features, INDArray labels, int batch, FitResult result) {
    MultiLayerNetwork network = network();
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient();
    storeStatistics(network);
    double norm = gradient.norm2Number().doubleValue() / batch;
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    update(network, batch);
    result.set(loss.lastScore() / batch, norm);
  }

  /**
   * From the gradient to the parameters, as Deeplearning4j's own {@code fit} does.
   *
   * @param batch what the gradient is divided by
   */
  static void update(MultiLayerNetwork network, int batch) {
    int iteration = network.getIterationCount();
    network
        .getUpdater()
        .update(
            network,
            network.gradient(),
            iteration,
            network.getEpochCount(),
            batch,
            updaterWorkspace());
    INDArray step = network.gradient().gradient();
    network.params().subi(step.reshape(network.params().shape()));
    network.getLayerWiseConfigurations().setIterationCount(iteration + 1);
    network.applyConstraints(iteration + 1, network.getEpochCount());
    network.clearLayersStates();
  }

  /** Memory that the updater takes during a step. */
  static LayerWorkspaceMgr updaterWorkspace() {
    return LayerWorkspaceMgr.builder()
        .with(ArrayType.UPDATER_WORKING_MEM, UPDATER_WORKSPACE, WORKSPACE)
        .build();
  }

  /**
   * Moves the statistics of normalizations, which Deeplearning4j takes for parameters with a
   * gradient, before anything limits gradients or measures their norm.
   */
  private static void storeStatistics(MultiLayerNetwork network) {
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayer(i) instanceof BatchNormalization normalization) {
        for (String name : STATISTICS) {
          INDArray change = network.gradient().getGradientFor(i + "_" + name);
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
  void copyParameters(NetworkModel source) {
    network().params().assign(source.network().params());
  }

  @Override
  void blendParameters(NetworkModel source, double tau) {
    network().params().muli(1 - tau).addi(source.network().params().mul(tau));
  }

  @Override
  void release() {}

  private static INDArray matrix(float[] values, int rows, int columns) {
    INDArray matrix = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
    matrix.data().setData(Arrays.copyOf(values, Math.multiplyExact(rows, columns)));
    return matrix;
  }
}
