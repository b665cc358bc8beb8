package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.PairLimits;
import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/** What both engines share of a model of two inputs: the graph, its state, and what is checked. */
public abstract class NetworkTransductionModel extends OwnedModel implements TransductionModel {
  private final PairChecks checks;
  private final boolean attends;
  private final LearningRates learningRates;

  /**
   * @param network now owned by this
   * @param stateSize numbers of carried state of one sequence
   */
  NetworkTransductionModel(
      GraphNetwork network, int stateSize, PairLimits windows, RandomStream dropoutStream) {
    super(network, dropoutStream);
    this.learningRates = new LearningRates(network.layers());
    this.attends = network.network().getVertex(EncoderDecoderConfigurations.ATTENTION) != null;
    this.checks =
        new PairChecks(
            network.inputSize(EncoderDecoderConfigurations.SOURCE),
            network.inputSize(EncoderDecoderConfigurations.TARGET),
            stateSize,
            windows);
  }

  /** One gradient step on windows that were checked. */
  abstract void step(
      SequenceWindow source, SequenceWindow target, SequenceState state, FitResult result);

  /** The losses of windows that were checked; see {@link #score}. */
  abstract double measure(
      SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses);

  /** Reads a window that was checked. */
  abstract void read(SequenceWindow source, SequenceState state);

  /** The outputs of a window that was checked. */
  abstract void write(SequenceWindow target, SequenceState state, float[] probabilities);

  /** The weights of what was written last. */
  abstract void readAttention(float[] weights);

  @Override
  public final int sourceVocabulary() {
    return checks.sourceVocabulary();
  }

  @Override
  public final int targetVocabulary() {
    return checks.targetVocabulary();
  }

  @Override
  public final SequenceState newState(int sequences) {
    return new SequenceState(sequences, checks.stateSize());
  }

  @Override
  public final void fit(
      SequenceWindow source, SequenceWindow target, SequenceState state, FitResult result) {
    checkPair(source, target, state);
    step(source, target, state, result);
  }

  @Override
  public final double score(
      SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses) {
    checkPair(source, target, state);
    if (losses != null) {
      NetworkModel.checkShape("losses", losses, target.steps() * state.sequences(), 1);
    }
    return measure(source, target, state, losses);
  }

  private void checkPair(SequenceWindow source, SequenceWindow target, SequenceState state) {
    checkOpen();
    checks.source(source, state);
    checks.target(target, state);
    checks.targets(target, state);
  }

  @Override
  public final void encode(SequenceWindow source, SequenceState state) {
    checkOpen();
    checks.source(source, state);
    read(source, state);
  }

  @Override
  public final void predict(SequenceWindow target, SequenceState state, float[] probabilities) {
    checkOpen();
    checks.target(target, state);
    int rows = target.steps() * state.sequences();
    NetworkModel.checkShape("probabilities", probabilities, rows, targetVocabulary());
    write(target, state, probabilities);
  }

  @Override
  public final boolean attends() {
    return attends;
  }

  @Override
  public final void attention(float[] weights) {
    checkOpen();
    checkState(attends, "this model has no attention");
    readAttention(weights);
  }

  @Override
  public final void setLearningRate(double rate) {
    learningRates.set(rate);
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
}
