package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.sequence.text.Adaptation;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A trained recurrent network that learns from what it has read: dynamic evaluation (Krause et al.,
 * "Dynamic evaluation of neural sequence models", 2018). After each segment of T tokens, all of
 * which have been read, it takes a step θ ← θ − η·∇(mean −ln p) − λ·(θ − θ₀) without dropout; so
 * each token is predicted by parameters that have not seen it.
 */
public final class AdaptingTokenModel implements TokenModel {
  private final SequenceModel model;
  private final SequenceModel trained;
  private final Adaptation adaptation;
  private final int startToken;
  private final SequenceState state;
  private final SequenceState segmentStart;
  private final FitResult result = new FitResult();
  private final int[] inputs;
  private final int[] targets;
  private final int[] token = new int[1];
  private final float[] probabilities;
  private int count;

  private AdaptingTokenModel(
      SequenceModel model, SequenceModel trained, Adaptation adaptation, int startToken) {
    this.model = model;
    this.trained = trained;
    this.adaptation = adaptation;
    this.startToken = startToken;
    this.state = model.newState(1);
    this.segmentStart = model.newState(1);
    this.inputs = new int[adaptation.segment()];
    this.targets = new int[adaptation.segment()];
    this.probabilities = new float[model.vocabulary()];
    restart();
  }

  /**
   * The model of a finished run.
   *
   * @param directory the run's folder
   * @throws IOException if its file cannot be read
   */
  public static AdaptingTokenModel load(
      Path directory, Vocabulary vocabulary, Adaptation adaptation) throws IOException {
    Path zip = directory.resolve(RecurrentTokenModel.FILE);
    SequenceModel trained = SequenceModels.load(zip, BackendConfig.defaults(), 0, 1, 1);
    SequenceModel model =
        SequenceModels.loadToAdapt(
            zip, BackendConfig.defaults(), adaptation.rate(), adaptation.segment());
    return new AdaptingTokenModel(model, trained, adaptation, StartToken.of(vocabulary));
  }

  @Override
  public int vocabulary() {
    return probabilities.length;
  }

  /** Forgets what was learned, too. */
  @Override
  public void restart() {
    model.copyParametersFrom(trained);
    state.reset();
    begin();
    predict(startToken);
  }

  private void begin() {
    segmentStart.copyFrom(state);
    count = 0;
  }

  private void predict(int next) {
    inputs[count] = next;
    token[0] = next;
    model.predict(token, 1, state, probabilities);
  }

  @Override
  public void probabilities(float[] target) {
    System.arraycopy(probabilities, 0, target, 0, probabilities.length);
  }

  @Override
  public double probability(int next) {
    return probabilities[next];
  }

  @Override
  public void read(int next) {
    targets[count] = next;
    count++;
    if (count == adaptation.segment()) {
      model.fitWindow(inputs, targets, null, count, count, segmentStart, result);
      if (adaptation.decay() > 0) {
        model.blendParametersFrom(trained, adaptation.decay());
      }
      begin();
    }
    predict(next);
  }

  @Override
  public void close() {
    model.close();
    trained.close();
  }
}
