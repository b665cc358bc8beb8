package dev.ensayo.backend;

import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A recurrent language model that is trained on windows of token sequences by truncated
 * backpropagation through time: the state is carried over a window's edge, the gradient is not.
 *
 * <p>Not thread-safe. Arrays over a window of T time steps of B sequences are time step after time
 * step, {@code [T·B]}: entry t·B + b is step t of sequence b; arrays may be longer than needed. A
 * {@link SequenceState} is read before the first step and holds the state after the last.
 */
public interface SequenceModel extends Stateful, AutoCloseable {
  /** Number V of tokens. */
  int vocabulary();

  /** A state of zeros. */
  SequenceState newState(int sequences);

  /**
   * Takes one gradient step on a window.
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
   * Computes the loss of a window as at inference.
   *
   * @param tokens ids in [0, V), {@code [T·B]}
   * @param targets ids in [0, V), {@code [T·B]}
   * @param mask {@code [T·B]}, as for {@link #fitWindow}
   * @param steps T, at least 1
   * @param state of B sequences
   * @return the sum of the losses of the tokens, in nats
   */
  double scoreWindow(int[] tokens, int[] targets, float[] mask, int steps, SequenceState state);

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
   * Sets the learning rate from the next step on.
   *
   * @param learningRate positive; no effect on an updater without one
   */
  void setLearningRate(double learningRate);

  /** Number of parameters. */
  int parameterCount();

  /** A copy of all parameters, in Deeplearning4j's order. */
  float[] parameters();

  /**
   * Writes a zip in Deeplearning4j's {@code ModelSerializer} format, updater state included. A GRU
   * is a layer of ours: it opens where Ensayo's {@code backend} is on the class path.
   */
  void write(Path zip) throws IOException;

  /** Frees native memory; the model cannot be used afterwards. */
  @Override
  void close();
}
