package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.configuration.TransformerConfigurations;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What both engines share: the Deeplearning4j network itself, its state, and what is checked. */
public abstract class NetworkSequenceModel extends OwnedModel implements SequenceModel {
  private final ChainNetwork chain;
  private final SequenceHead head;
  private final SequenceChecks checks;
  private final LearningRates learningRates;
  private final SequenceWindow ownWindow = new SequenceWindow();

  /**
   * @param network now owned by this
   * @param head read before the engine changed anything of the network
   * @param stateSize numbers of carried state of one sequence
   */
  NetworkSequenceModel(
      ChainNetwork network,
      SequenceHead head,
      SequenceInput.Kind kind,
      int stateSize,
      WindowLimits windows,
      RandomStream dropoutStream) {
    super(network, dropoutStream);
    this.chain = network;
    this.learningRates = new LearningRates(network.layers());
    this.head = head;
    this.checks =
        new SequenceChecks(
            kind,
            inputSize(network.layers().get(0)),
            head.outputSize(),
            head.classes(),
            head.whole(),
            stateSize,
            TransformerConfigurations.context(network.network().getLayerWiseConfigurations()),
            windows);
  }

  private static int inputSize(Layer first) {
    return Math.toIntExact(((FeedForwardLayer) NetworkConfigurations.inner(first).get(0)).getNIn());
  }

  /** Whether there is one output for each sequence. */
  final boolean onePerSequence() {
    return head.onePerSequence();
  }

  /** One gradient step on a window that was checked. */
  abstract void step(SequenceWindow window, SequenceState state, FitResult result);

  /** One gradient step on a window that was checked, on a loss that is given by its gradient. */
  abstract void step(SequenceWindow window, SequenceState state, OutputLoss loss, FitResult result);

  /** The gradient of a window that was checked, without a step. */
  abstract void gradient(
      SequenceWindow window, SequenceState state, FitResult result, float[] gradient);

  /** The step alone, of a gradient that is divided by its targets. */
  abstract void step(float[] gradient);

  /** Tells the engine that the parameters were changed from outside. */
  abstract void parametersChanged();

  /** The losses of a window that was checked; see {@link #score}. */
  abstract double measure(SequenceWindow window, SequenceState state, float[] losses);

  /** The outputs of a window that was checked. */
  abstract void forward(SequenceWindow window, SequenceState state, float[] outputs);

  /** {@link #hiddenGradientNorms} of a window that was checked. */
  abstract double[][] gradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random);

  @Override
  public final int inputSize() {
    return checks.inputSize();
  }

  @Override
  public final OptionalInt context() {
    return checks.context();
  }

  @Override
  public final int outputSize() {
    return checks.outputSize();
  }

  @Override
  public final SequenceState newState(int sequences) {
    return new SequenceState(sequences, checks.stateSize());
  }

  @Override
  public final void fit(SequenceWindow window, SequenceState state, FitResult result) {
    checkInputs(window, state);
    checks.learned(window);
    checks.targets(window, outputs(window, state));
    step(window, state, result);
  }

  @Override
  public final void fit(
      SequenceWindow window, SequenceState state, OutputLoss loss, FitResult result) {
    checkInputs(window, state);
    checks.learned(window);
    step(window, state, loss, result);
  }

  @Override
  public final void computeGradient(
      SequenceWindow window, SequenceState state, FitResult result, float[] gradient) {
    checkInputs(window, state);
    checks.learned(window);
    checks.targets(window, outputs(window, state));
    NetworkModel.checkShape("gradient", gradient, 1, parameterCount());
    gradient(window, state, result, gradient);
  }

  @Override
  public final void applyGradient(float[] gradient) {
    checkOpen();
    NetworkModel.checkShape("gradient", gradient, 1, parameterCount());
    step(gradient);
  }

  @Override
  public final void setParameters(float[] parameters) {
    checkOpen();
    checkArgument(
        parameters.length == parameterCount(),
        "this model has %s parameters, not %s",
        parameterCount(),
        parameters.length);
    network().setParameters(parameters);
    parametersChanged();
  }

  @Override
  public final double score(SequenceWindow window, SequenceState state, float[] losses) {
    checkInputs(window, state);
    checks.targets(window, outputs(window, state));
    if (losses != null) {
      NetworkModel.checkShape("losses", losses, outputs(window, state), 1);
    }
    return measure(window, state, losses);
  }

  @Override
  public final void predict(SequenceWindow window, SequenceState state, float[] outputs) {
    predict(window, state, "outputs", outputs);
  }

  private void predict(SequenceWindow window, SequenceState state, String name, float[] outputs) {
    checkInputs(window, state);
    NetworkModel.checkShape(name, outputs, outputs(window, state), outputSize());
    forward(window, state, outputs);
  }

  @Override
  public final void fitWindow(
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
  public final double scoreWindow(
      int[] tokens, int[] targets, float[] mask, int steps, SequenceState state, float[] losses) {
    return score(ownWindow.steps(steps).tokens(tokens).targets(targets).mask(mask), state, losses);
  }

  @Override
  public final void predict(int[] tokens, int steps, SequenceState state, float[] probabilities) {
    predict(
        ownWindow.steps(steps).tokens(tokens).mask(null), state, "probabilities", probabilities);
  }

  @Override
  public final double[][] hiddenGradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    checkInputs(window, state);
    checkArgument(projections >= 1, "at least one projection is needed, not %s", projections);
    return gradientNorms(window, state, projections, random);
  }

  /** Outputs of a window: one for each step, or one for each sequence. */
  final int outputs(SequenceWindow window, SequenceState state) {
    return onePerSequence() ? state.sequences() : window.steps() * state.sequences();
  }

  @Override
  public final void setEmbeddings(float[] rows) {
    checkOpen();
    chain.setEmbeddings(rows);
  }

  @Override
  public final void copyParametersFrom(SequenceModel source) {
    network().copyParametersFrom(sameShape(source, NetworkSequenceModel.class).network());
  }

  @Override
  public final void blendParametersFrom(SequenceModel source, double tau) {
    checkArgument(tau >= 0 && tau <= 1, "τ must lie in [0, 1], not %s", tau);
    network().blendParametersFrom(sameShape(source, NetworkSequenceModel.class).network(), tau);
  }

  @Override
  public final void setLearningRate(double rate) {
    learningRates.set(rate);
  }

  @Override
  public final void scaleLearningRate(double factor) {
    checkArgument(factor > 0 && factor < Double.POSITIVE_INFINITY, "a factor of %s", factor);
    learningRates.scale(factor);
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    learningRates.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    super.loadState(in);
    learningRates.loadState(in);
  }

  private void checkInputs(SequenceWindow window, SequenceState state) {
    checkOpen();
    checks.inputs(window, state);
  }
}
