package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.PlanWindow;
import dev.ensayo.backend.compiled.SequencePlan;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A {@link SequencePlan} computes on the network's own buffers. */
final class CompiledSequenceModel implements SequenceModel {
  private final MultiLayerNetwork network;
  private final NetworkState networkState;
  private final SequencePlan plan;
  private final SequenceInput.Kind kind;
  private final int inputSize;
  private final int largestSequences;
  private final int longestWindow;
  private final RandomStream dropoutStream;
  private final LearningRates learningRates;
  private final PlanWindow planWindow = new PlanWindow();
  private final SequenceWindow ownWindow = new SequenceWindow();
  private boolean closed;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  CompiledSequenceModel(
      MultiLayerNetwork network,
      SequenceInput.Kind kind,
      SequenceTraining training,
      int largestSequences,
      int longestWindow,
      RandomStream dropoutStream) {
    this.network = network;
    this.networkState = new NetworkState(network, dropoutStream);
    this.learningRates = new LearningRates(network);
    this.kind = kind;
    this.inputSize = inputSize(network);
    this.largestSequences = largestSequences;
    this.longestWindow = longestWindow;
    this.dropoutStream = dropoutStream;
    this.plan =
        SequencePlan.compile(
            network.getLayerWiseConfigurations(),
            kind == SequenceInput.Kind.TOKENS,
            network.params(),
            network.updaterState(),
            largestSequences,
            longestWindow,
            training.largestNorm(),
            training.labelSmoothing());
  }

  private static int inputSize(MultiLayerNetwork network) {
    Layer first =
        NetworkConfigurations.inner(network.getLayerWiseConfigurations().getConf(0).getLayer());
    return Math.toIntExact(((FeedForwardLayer) first).getNIn());
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int outputSize() {
    return plan.outputSize();
  }

  @Override
  public SequenceState newState(int sequences) {
    return new SequenceState(sequences, plan.stateSize());
  }

  @Override
  public void fit(SequenceWindow window, SequenceState state, FitResult result) {
    checkInputs(window, state);
    checkTargets(window, state);
    double loss = plan.fit(fill(window, state), dropoutStream);
    result.set(loss, plan.gradientNorm());
  }

  @Override
  public double score(SequenceWindow window, SequenceState state, float[] losses) {
    checkInputs(window, state);
    checkTargets(window, state);
    if (losses != null) {
      NetworkModel.checkShape("losses", losses, outputs(window, state), 1);
    }
    return plan.score(fill(window, state), losses);
  }

  @Override
  public void predict(SequenceWindow window, SequenceState state, float[] outputs) {
    checkInputs(window, state);
    NetworkModel.checkShape("outputs", outputs, outputs(window, state), plan.outputSize());
    plan.predict(fill(window, state), outputs);
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
    ownWindow.steps(steps, backwardSteps).tokens(tokens).targets(targets).mask(mask);
    fit(ownWindow, state, result);
  }

  @Override
  public double scoreWindow(
      int[] tokens, int[] targets, float[] mask, int steps, SequenceState state, float[] losses) {
    return score(ownWindow.steps(steps).tokens(tokens).targets(targets).mask(mask), state, losses);
  }

  @Override
  public void predict(int[] tokens, int steps, SequenceState state, float[] probabilities) {
    checkInputs(ownWindow.steps(steps).tokens(tokens).mask(null), state);
    NetworkModel.checkShape(
        "probabilities", probabilities, outputs(ownWindow, state), plan.outputSize());
    plan.predict(fill(ownWindow, state), probabilities);
  }

  @Override
  public double[][] hiddenGradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    checkInputs(window, state);
    checkArgument(projections >= 1, "at least one projection is needed, not %s", projections);
    PlanWindow filled = fill(window, state);
    filled.size(state.sequences(), window.steps(), window.steps());
    return plan.hiddenGradientNorms(filled, projections, random);
  }

  private PlanWindow fill(SequenceWindow window, SequenceState state) {
    return planWindow
        .size(state.sequences(), window.steps(), window.backwardSteps())
        .inputs(window.tokens(), window.vectors())
        .targets(window.classes(), window.numbers())
        .masks(window.mask(), window.weights())
        .state(state.values());
  }

  /** Outputs of a window: one for each step, or one for each sequence. */
  private int outputs(SequenceWindow window, SequenceState state) {
    return plan.keepsLastStep() ? state.sequences() : window.steps() * state.sequences();
  }

  @Override
  public void setLearningRate(double rate) {
    checkArgument(rate > 0 && rate < Double.POSITIVE_INFINITY, "a learning rate of %s", rate);
    learningRates.set(rate);
  }

  @Override
  public void scaleLearningRate(double factor) {
    checkArgument(factor > 0 && factor < Double.POSITIVE_INFINITY, "a factor of %s", factor);
    learningRates.scale(factor);
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
    learningRates.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    checkOpen();
    networkState.loadState(in);
    learningRates.loadState(in);
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

  private void checkInputs(SequenceWindow window, SequenceState state) {
    checkOpen();
    int steps = window.steps();
    checkArgument(
        steps >= 1 && steps <= longestWindow && state.sequences() <= largestSequences,
        "a window of [%s steps, %s sequences] was given to a model made for [%s, %s]",
        steps,
        state.sequences(),
        longestWindow,
        largestSequences);
    checkArgument(state.size() == plan.stateSize(), "a state of another model");
    int rows = steps * state.sequences();
    if (kind == SequenceInput.Kind.TOKENS) {
      checkArgument(window.tokens() != null, "a model of tokens was given a window without any");
      checkIds("tokens", window.tokens(), rows, inputSize);
    } else {
      checkArgument(window.vectors() != null, "a model of vectors was given a window without any");
      NetworkModel.checkShape("vectors", window.vectors(), rows, inputSize);
    }
    checkArgument(
        window.mask() == null || window.mask().length >= rows,
        "the mask must hold %s numbers",
        rows);
  }

  private void checkTargets(SequenceWindow window, SequenceState state) {
    int count = outputs(window, state);
    if (plan.hasClasses()) {
      checkArgument(window.classes() != null, "targets must be classes, and the window has none");
      checkIds("targets", window.classes(), count, plan.outputSize());
    } else {
      checkArgument(window.numbers() != null, "targets must be numbers, and the window has none");
      NetworkModel.checkShape("targets", window.numbers(), count, plan.outputSize());
    }
    checkArgument(
        window.weights() == null || window.weights().length >= count,
        "there must be %s weights of targets",
        count);
  }

  private static void checkIds(String name, int[] ids, int count, int limit) {
    checkArgument(ids.length >= count, "%s must hold %s ids, not %s", name, count, ids.length);
    for (int i = 0; i < count; i++) {
      if (ids[i] < 0 || ids[i] >= limit) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + ids[i] + ", not an id in [0, " + limit + ")");
      }
    }
  }
}
