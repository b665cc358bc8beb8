package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.SequencePlan;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A {@link SequencePlan} computes on the network's own buffers. */
final class CompiledSequenceModel implements SequenceModel {
  private final MultiLayerNetwork network;
  private final NetworkState networkState;
  private final SequencePlan plan;
  private final int vocabulary;
  private final int largestSequences;
  private final int longestWindow;
  private final RandomStream dropoutStream;
  private double learningRate = Double.NaN;
  private boolean closed;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  CompiledSequenceModel(
      MultiLayerNetwork network,
      OptionalDouble largestNorm,
      int largestSequences,
      int longestWindow,
      RandomStream dropoutStream) {
    this.network = network;
    this.networkState = new NetworkState(network, dropoutStream);
    this.vocabulary = network.layerSize(network.getnLayers() - 1);
    this.largestSequences = largestSequences;
    this.longestWindow = longestWindow;
    this.dropoutStream = dropoutStream;
    this.plan =
        SequencePlan.compile(
            network.getLayerWiseConfigurations(),
            network.params(),
            network.updaterState(),
            largestSequences,
            longestWindow,
            largestNorm);
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public SequenceState newState(int sequences) {
    return new SequenceState(sequences, plan.stateSize());
  }

  @Override
  public void fitWindow(
      int[] tokens,
      int[] targets,
      float[] mask,
      int steps,
      int backwardSteps,
      SequenceState state,
      FitResult result) {
    checkWindow(tokens, steps, state);
    checkTokens("targets", targets, steps * state.sequences());
    checkMask(mask, steps * state.sequences());
    checkArgument(
        backwardSteps >= 1 && backwardSteps <= steps,
        "of a window of %s steps 1 to %s can be learned from, not %s",
        steps,
        steps,
        backwardSteps);
    double loss =
        plan.fit(
            tokens,
            targets,
            mask,
            state.sequences(),
            steps,
            backwardSteps,
            state.values(),
            dropoutStream);
    result.set(loss, plan.gradientNorm());
  }

  @Override
  public double scoreWindow(
      int[] tokens, int[] targets, float[] mask, int steps, SequenceState state) {
    checkWindow(tokens, steps, state);
    checkTokens("targets", targets, steps * state.sequences());
    checkMask(mask, steps * state.sequences());
    return plan.score(tokens, targets, mask, state.sequences(), steps, state.values());
  }

  @Override
  public void predict(int[] tokens, int steps, SequenceState state, float[] probabilities) {
    checkWindow(tokens, steps, state);
    NetworkModel.checkShape("probabilities", probabilities, steps * state.sequences(), vocabulary);
    plan.predict(tokens, null, state.sequences(), steps, state.values(), probabilities);
  }

  @Override
  public void setLearningRate(double rate) {
    checkArgument(rate > 0 && rate < Double.POSITIVE_INFINITY, "a learning rate of %s", rate);
    learningRate = rate;
    for (NeuralNetConfiguration layer : network.getLayerWiseConfigurations().getConfs()) {
      BaseLayer base = (BaseLayer) layer.getLayer();
      setLearningRate(base, rate);
    }
  }

  private static void setLearningRate(BaseLayer layer, double rate) {
    if (layer.getIUpdater().hasLearningRate()) {
      layer.getIUpdater().setLrAndSchedule(rate, null);
    }
    if (layer.getBiasUpdater() != null && layer.getBiasUpdater().hasLearningRate()) {
      layer.getBiasUpdater().setLrAndSchedule(rate, null);
    }
  }

  @Override
  public int parameterCount() {
    return (int) network.numParams();
  }

  @Override
  public float[] parameters() {
    checkOpen();
    return network.params().toFloatVector();
  }

  @Override
  public void write(Path zip) throws IOException {
    checkOpen();
    networkState.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    checkOpen();
    networkState.saveState(out);
    out.writeDouble(learningRate);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    checkOpen();
    networkState.loadState(in);
    double rate = in.readDouble();
    if (!Double.isNaN(rate)) {
      setLearningRate(rate);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      plan.close();
      network.close();
    }
  }

  private void checkOpen() {
    checkState(!closed, "this model was closed");
  }

  private void checkWindow(int[] tokens, int steps, SequenceState state) {
    checkOpen();
    checkArgument(
        steps >= 1 && steps <= longestWindow && state.sequences() <= largestSequences,
        "a window of [%s steps, %s sequences] was given to a model made for [%s, %s]",
        steps,
        state.sequences(),
        longestWindow,
        largestSequences);
    checkArgument(state.size() == plan.stateSize(), "a state of another model");
    checkTokens("tokens", tokens, steps * state.sequences());
  }

  private void checkTokens(String name, int[] ids, int count) {
    checkArgument(ids.length >= count, "%s must hold %s ids, not %s", name, count, ids.length);
    for (int i = 0; i < count; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + ids[i] + ", not an id in [0, " + vocabulary + ")");
      }
    }
  }

  private static void checkMask(float[] mask, int count) {
    checkArgument(mask == null || mask.length >= count, "the mask must hold %s numbers", count);
  }
}
