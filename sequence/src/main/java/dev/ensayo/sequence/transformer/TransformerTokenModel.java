package dev.ensayo.sequence.transformer;

import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A trained transformer, one token at a time: keys and values of what was read are carried. When
 * the context is full the last half of it is read anew, from its own beginning, so that each token
 * is predicted from at least half a context, or all there is.
 */
public final class TransformerTokenModel implements TokenModel {
  /** Name of the network's file in a run's folder. */
  static final String FILE = "model.zip";

  private final SequenceModel model;
  private final boolean owned;
  private final int startToken;
  private final int context;
  private final SequenceState state;
  private final int[] read;
  private final int[] one = new int[1];
  private final float[] probabilities;
  private float[] all = new float[0];
  private int count;

  /**
   * @param model stays with the caller
   * @param startToken what is read before the first token
   */
  TransformerTokenModel(SequenceModel model, int startToken) {
    this(model, startToken, false);
  }

  private TransformerTokenModel(SequenceModel model, int startToken, boolean owned) {
    this.model = model;
    this.startToken = startToken;
    this.context = model.context().orElseThrow();
    this.owned = owned;
    this.state = model.newState(1);
    this.read = new int[context];
    this.probabilities = new float[model.vocabulary()];
    restart();
  }

  /**
   * The model of a finished run.
   *
   * @param directory the run's folder
   * @throws IOException if its file cannot be read
   */
  public static TransformerTokenModel load(Path directory, Vocabulary vocabulary)
      throws IOException {
    SequenceModel model =
        SequenceModels.loadTransformer(directory.resolve(FILE), BackendConfig.defaults(), 0, 1);
    return new TransformerTokenModel(model, StartToken.of(vocabulary), true);
  }

  @Override
  public int vocabulary() {
    return probabilities.length;
  }

  @Override
  public void restart() {
    state.reset();
    count = 0;
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
    boolean full = count == context;
    if (full) {
      int half = context / 2;
      System.arraycopy(read, context - half, read, 0, half);
      count = half;
      state.reset();
    }
    read[count] = next;
    count++;
    if (full || state.size() == 0) {
      readAll();
    } else {
      one[0] = next;
      model.predict(one, 1, state, probabilities);
    }
  }

  /** From the beginning, where the context has moved or nothing is carried. */
  private void readAll() {
    if (all.length < count * probabilities.length) {
      all = new float[context * probabilities.length];
    }
    model.predict(Arrays.copyOf(read, count), count, state, all);
    System.arraycopy(
        all, (count - 1) * probabilities.length, probabilities, 0, probabilities.length);
  }

  @Override
  public void close() {
    if (owned) {
      model.close();
    }
  }
}
