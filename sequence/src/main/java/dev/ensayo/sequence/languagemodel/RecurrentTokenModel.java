package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.nio.file.Path;

/** A trained recurrent network, one token at a time. */
public final class RecurrentTokenModel implements TokenModel {
  /** Name of the network's file in a run's folder. */
  static final String FILE = "model.zip";

  private final SequenceModel model;
  private final boolean owned;
  private final int startToken;
  private final SequenceState state;
  private final int[] token = new int[1];
  private final float[] probabilities;

  /**
   * @param model stays with the caller
   * @param startToken what is read before the first token
   */
  RecurrentTokenModel(SequenceModel model, int startToken) {
    this(model, startToken, false);
  }

  private RecurrentTokenModel(SequenceModel model, int startToken, boolean owned) {
    this.model = model;
    this.owned = owned;
    this.startToken = startToken;
    this.state = model.newState(1);
    this.probabilities = new float[model.vocabulary()];
    restart();
  }

  /**
   * The model of a finished run.
   *
   * @param directory the run's folder
   * @throws IOException if its file cannot be read
   */
  public static RecurrentTokenModel load(Path directory, Vocabulary vocabulary) throws IOException {
    SequenceModel model =
        SequenceModels.load(directory.resolve(FILE), BackendConfig.defaults(), 0, 1, 1);
    return new RecurrentTokenModel(model, StartToken.of(vocabulary), true);
  }

  @Override
  public int vocabulary() {
    return probabilities.length;
  }

  @Override
  public void restart() {
    state.reset();
    read(startToken);
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
    token[0] = next;
    model.predict(token, 1, state, probabilities);
  }

  @Override
  public void close() {
    if (owned) {
      model.close();
    }
  }
}
