package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.model.Model;
import dev.ensayo.core.random.RandomStream;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What both engines share: the Deeplearning4j network itself and its state. */
public abstract class NetworkModel extends BatchNetwork<MultiLayerNetwork> implements Model {
  private final int inputSize;
  private final int outputSize;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  NetworkModel(MultiLayerNetwork network, int largestBatch, RandomStream dropoutStream) {
    super(network, new NetworkState(network, dropoutStream), largestBatch, dropoutStream);
    this.inputSize = inputSize(network);
    this.outputSize = network.layerSize(network.getnLayers() - 1);
  }

  private static int inputSize(MultiLayerNetwork network) {
    InputPreProcessor first = network.getLayerWiseConfigurations().getInputPreProcess(0);
    if (first instanceof FeedForwardToCnnPreProcessor images) {
      return Math.toIntExact(
          images.getNumChannels() * images.getInputHeight() * images.getInputWidth());
    }
    return network.layerInputSize(0);
  }

  @Override
  public final int inputSize() {
    return inputSize;
  }

  @Override
  public final int outputSize() {
    return outputSize;
  }

  @Override
  public final void copyParametersFrom(Model source) {
    copyParameters(sameShape(source, NetworkModel.class));
  }

  @Override
  public final void blendParametersFrom(Model source, double tau) {
    checkArgument(tau >= 0 && tau <= 1, "tau must lie in [0, 1], not %s", tau);
    blendParameters(sameShape(source, NetworkModel.class), tau);
  }

  /** θ ← θ of the source, whose network has as many parameters. */
  abstract void copyParameters(NetworkModel source);

  /** θ ← (1 − τ)·θ + τ·θ of the source, whose network has as many parameters. */
  abstract void blendParameters(NetworkModel source, double tau);

  /** Says both shapes when an array is too short for {@code [batch, columns]}. */
  static void checkShape(String name, float[] values, int batch, int columns) {
    if (values.length < (long) batch * columns) {
      throw new IllegalArgumentException(
          name
              + " must hold ["
              + batch
              + ", "
              + columns
              + "] = "
              + (long) batch * columns
              + " values, not ["
              + values.length
              + "]");
    }
  }
}
