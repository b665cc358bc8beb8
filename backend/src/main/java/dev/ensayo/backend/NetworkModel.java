package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What both engines share: the Deeplearning4j network itself and its state. */
abstract class NetworkModel implements Model {
  private final MultiLayerNetwork network;
  private final int inputSize;
  private final int outputSize;
  private final int largestBatch;
  private final RandomStream dropoutStream;
  private final NetworkState state;
  private boolean closed;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  NetworkModel(MultiLayerNetwork network, int largestBatch, RandomStream dropoutStream) {
    checkArgument(largestBatch >= 1, "the largest batch must be at least 1, not %s", largestBatch);
    this.network = network;
    this.inputSize = inputSize(network);
    this.outputSize = network.layerSize(network.getnLayers() - 1);
    this.largestBatch = largestBatch;
    this.dropoutStream = dropoutStream;
    this.state = new NetworkState(network, dropoutStream);
  }

  private static int inputSize(MultiLayerNetwork network) {
    InputPreProcessor first = network.getLayerWiseConfigurations().getInputPreProcess(0);
    if (first instanceof FeedForwardToCnnPreProcessor images) {
      return Math.toIntExact(
          images.getNumChannels() * images.getInputHeight() * images.getInputWidth());
    }
    return network.layerInputSize(0);
  }

  final MultiLayerNetwork network() {
    return network;
  }

  final RandomStream dropoutStream() {
    return dropoutStream;
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
  public final int parameterCount() {
    return (int) network.numParams();
  }

  @Override
  public final float[] parameters() {
    checkOpen();
    return network.params().toFloatVector();
  }

  @Override
  public final void copyParametersFrom(Model source) {
    copyParameters(sameShape(source));
  }

  @Override
  public final void blendParametersFrom(Model source, double tau) {
    checkArgument(tau >= 0 && tau <= 1, "tau must lie in [0, 1], not %s", tau);
    blendParameters(sameShape(source), tau);
  }

  /** θ ← θ of the source, whose network has as many parameters. */
  abstract void copyParameters(NetworkModel source);

  /** θ ← (1 − τ)·θ + τ·θ of the source, whose network has as many parameters. */
  abstract void blendParameters(NetworkModel source, double tau);

  /** Frees what the engine holds; called once. */
  abstract void release();

  @Override
  public final void write(Path zip) throws IOException {
    checkOpen();
    state.write(zip);
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    checkOpen();
    state.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    checkOpen();
    state.loadState(in);
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
      network.close();
    }
  }

  final void checkOpen() {
    checkState(!closed, "this model was closed");
  }

  final void checkBatch(int batch) {
    checkOpen();
    checkArgument(
        batch >= 1 && batch <= largestBatch,
        "a batch of %s rows was given to a model made for 1 to %s",
        batch,
        largestBatch);
  }

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

  private NetworkModel sameShape(Model source) {
    checkOpen();
    checkArgument(source instanceof NetworkModel, "not a model of this backend: %s", source);
    NetworkModel other = (NetworkModel) source;
    other.checkOpen();
    checkArgument(
        other.parameterCount() == parameterCount(),
        "the source has %s parameters, this model %s: both need the same spec",
        other.parameterCount(),
        parameterCount());
    return other;
  }
}
