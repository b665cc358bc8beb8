package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.ModelReplica;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.parallel.BatchPlace;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * A worker's replica of a recurrent language model, which walks streams of its own and carries
 * their state. A batch is a window of them; its number is the window's.
 */
final class TokenReplica extends ModelReplica {
  private final SequenceModel model;
  private final TokenStreams streams;
  private final OptionalInt backwardSteps;
  private final SequenceState state;
  private final SequenceWindow window = new SequenceWindow();
  private final FitResult result = new FitResult();

  /**
   * @param model now owned by this
   * @param streams those of this worker
   */
  TokenReplica(SequenceModel model, LanguageModelConfig config, TokenStreams streams) {
    super(model, config.training().orElseThrow());
    this.model = model;
    this.streams = streams;
    this.backwardSteps = config.backwardSteps();
    this.state = model.newState(config.streams());
  }

  private void goTo(BatchPlace place) {
    if (place.number() == 0) {
      state.reset();
    }
    streams.goTo(place.number());
    streams.next(place.most());
    window
        .steps(streams.steps(), learnedSteps())
        .tokens(streams.inputs())
        .targets(streams.targets())
        .mask(streams.mask());
  }

  private int learnedSteps() {
    return Math.min(streams.steps(), backwardSteps.orElse(streams.steps()));
  }

  @Override
  protected double[] fit(BatchPlace place) {
    goTo(place);
    model.fit(window, state, result);
    return told();
  }

  @Override
  protected double[] computeGradient(BatchPlace place, float[] receiver) {
    goTo(place);
    model.computeGradient(window, state, result, receiver);
    return told();
  }

  /** Mean loss, norm of the gradient, targets. */
  private double[] told() {
    return new double[] {result.loss(), result.gradientNorm(), streams.count()};
  }

  /** Targets learned from. */
  @Override
  protected double lastWeight() {
    return streams.count(learnedSteps());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    state.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    state.loadState(in);
  }
}
