package dev.ensayo.backend.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A recurrent network that is trained on windows of sequences by truncated backpropagation through
 * time: the state is carried over a window's edge, the gradient is not. It reads tokens or vectors
 * and puts out classes or numbers, at each step or after the last.
 *
 * <p>Not thread-safe. Arrays over a window of T time steps of B sequences are time step after time
 * step, {@code [T·B]}: entry t·B + b is step t of sequence b; arrays may be longer than needed. A
 * {@link SequenceState} is read before the first step and holds the state after the last.
 */
public interface SequenceModel extends SteppedModel {
  /** Number O of classes; of a language model the number V of tokens. */
  default int vocabulary() {
    return outputSize();
  }

  /** Number V of tokens that are read, or length F of one vector. */
  int inputSize();

  /** Length O of one output. */
  int outputSize();

  /**
   * The most steps of a sequence, those that it carries included, where the network is one of
   * attention; empty where it is recurrent. A window of such a network is learned from whole, has
   * no resets, and masked steps at its end alone; its state may be {@link SequenceState#none}.
   */
  OptionalInt context();

  /** A state of zeros. */
  SequenceState newState(int sequences);

  /**
   * Takes one gradient step on a window.
   *
   * @param state of B sequences
   * @param result receives the mean loss Σ w·l / Σ w of the window's targets before the step, 0
   *     where none counts, and the norm of the gradient of the mean over the targets learned from;
   *     it keeps no outputs
   */
  void fit(SequenceWindow window, SequenceState state, FitResult result);

  /**
   * Takes one gradient step on a loss of a window that is given by its gradient, whatever loss the
   * spec has. On the Deeplearning4j engine forward happens twice, with equal dropout masks but for
   * those of the output layer.
   *
   * @param window whose targets and weights do not matter
   * @param state of B sequences
   * @param loss is called once, with the only output: {@code [T·B, O]} or, of a model that puts out
   *     the last step, {@code [B, O]}, and as many rows. Its gradient in rows that are masked, or
   *     before the steps that are learned from, is taken for 0
   * @param result receives the loss and the norm of the gradient; it keeps no outputs
   */
  void fit(SequenceWindow window, SequenceState state, OutputLoss loss, FitResult result);

  /**
   * Does what {@link #fit(SequenceWindow, SequenceState, FitResult)} does up to the gradient: the
   * state goes on, and no parameter is trained.
   *
   * @param state of B sequences
   * @param result as there
   * @param gradient receives that of the mean Σ w·l / Σ w over the targets learned from, before
   *     regularization and clipping, as many numbers as {@link #parameterCount}, in the order of
   *     {@link #parameters}
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code engine} on the Deeplearning4j
   *     engine, whose steps are not taken apart
   */
  void computeGradient(
      SequenceWindow window, SequenceState state, FitResult result, float[] gradient);

  /**
   * Computes the losses of a window as at inference.
   *
   * @param state of B sequences
   * @param losses receives the loss of each target, without its weight, {@code [T·B]} or {@code
   *     [B]}: of a class −ln p in nats; 0 where the mask is 0; null where that is not wanted
   * @return Σ w·l
   */
  double score(SequenceWindow window, SequenceState state, float[] losses);

  /**
   * Computes outputs as at inference.
   *
   * @param window whose targets and weights do not matter
   * @param state of B sequences
   * @param outputs receives {@code [T·B, O]} or {@code [B, O]}: probabilities of classes, or
   *     numbers
   */
  void predict(SequenceWindow window, SequenceState state, float[] outputs);

  /**
   * Takes one gradient step on a window of a language model.
   *
   * @param tokens ids in [0, V), {@code [T·B]}
   * @param targets ids in [0, V), {@code [T·B]}
   * @param mask {@code [T·B]}, 1 where there is a token and 0 where there is none; null for all. A
   *     sequence's state stands still where there is none
   * @param steps T, at least 1
   * @param backwardSteps how many of the last steps are learned from, 1 to T: k₂ of Williams and
   *     Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
   *     trajectories", 1990, with k₁ = T
   * @param state of B sequences
   * @param result receives the mean loss of the window's tokens before the step, in nats, and the
   *     norm of the gradient of the mean over the tokens learned from
   */
  void fitWindow(
      int[] tokens,
      int[] targets,
      float[] mask,
      int steps,
      int backwardSteps,
      SequenceState state,
      FitResult result);

  /**
   * Computes the loss of a window of a language model as at inference.
   *
   * @param tokens ids in [0, V), {@code [T·B]}
   * @param targets ids in [0, V), {@code [T·B]}
   * @param mask {@code [T·B]}, as for {@link #fitWindow}
   * @param steps T, at least 1
   * @param state of B sequences
   * @param losses receives −ln p of each target, {@code [T·B]}, 0 where the mask is 0; null where
   *     that is not wanted
   * @return the sum of the losses of the tokens, in nats
   */
  double scoreWindow(
      int[] tokens, int[] targets, float[] mask, int steps, SequenceState state, float[] losses);

  /** {@link #scoreWindow(int[], int[], float[], int, SequenceState, float[])}, the sum alone. */
  default double scoreWindow(
      int[] tokens, int[] targets, float[] mask, int steps, SequenceState state) {
    return scoreWindow(tokens, targets, mask, steps, state, null);
  }

  /**
   * Computes the probabilities of the token after each step, as at inference.
   *
   * @param tokens ids in [0, V), {@code [T·B]}
   * @param steps T, at least 1; 1 when text is sampled
   * @param state of B sequences
   * @param probabilities receives {@code [T·B, V]}
   */
  void predict(int[] tokens, int steps, SequenceState state, float[] probabilities);

  /**
   * How much the last hidden state of each recurrent layer depends on its earlier ones, as at
   * inference: the root mean square over the sequences of ‖∂h_T/∂h_t‖ / √U, in the Frobenius norm.
   * It falls with T − t where gradients vanish and rises where they explode (Pascanu et al., "On
   * the difficulty of training recurrent neural networks", 2013). Of an LSTM h_t varies and c_t
   * does not. Neither the model nor the state changes.
   *
   * <p>The squared norm is estimated, without bias, as the mean of ‖v·∂h_T/∂h_t‖² over vectors v of
   * random signs, one for each sequence and projection; each costs a forward and a backward.
   *
   * @param window whose targets and weights do not matter; all of it is walked back
   * @param state of B sequences
   * @param projections vectors for each sequence, at least 1; 1 is enough with some ten sequences
   * @param random draws the signs
   * @return {@code [layers, T]}; entry (l, k) is layer l's for T − t = k, and 1 for k = 0
   */
  double[][] hiddenGradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random);

  /**
   * Multiplies what the updater and its schedule say from the next step on, as decay on a plateau
   * does; factors do not add up.
   *
   * @param factor positive, 1 at first; no effect on an updater without a learning rate
   */
  void scaleLearningRate(double factor);

  /**
   * Puts vectors in the place of the embeddings.
   *
   * @param rows of V tokens, {@code [V, D]}
   * @throws IllegalStateException if the first layer is no embedding
   * @throws IllegalArgumentException if there are not V·D numbers
   */
  void setEmbeddings(float[] rows);

  /** θ ← θ of {@code source}, a model of the same spec. */
  void copyParametersFrom(SequenceModel source);

  /**
   * θ ← (1 − τ)·θ + τ·θ of {@code source}, a model of the same spec.
   *
   * @param tau τ in [0, 1]
   */
  void blendParametersFrom(SequenceModel source, double tau);

  /**
   * Writes a zip as {@link Model#write} does. A GRU, layer normalization and tied embeddings are
   * layers of ours: such a zip needs the jar {@code ensayo-layers} beside Deeplearning4j.
   */
  @Override
  void write(Path zip) throws IOException;
}
