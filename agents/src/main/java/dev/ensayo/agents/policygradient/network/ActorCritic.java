package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;

/**
 * π(· | o) and V(o) as one network. Rows are the copies that are acted in; a network that remembers
 * does so row by row.
 */
public interface ActorCritic extends Stateful, AutoCloseable {
  /** What it puts out. */
  Heads heads();

  /**
   * What a row shows next is the first observation of an episode: whatever was remembered of that
   * row is forgotten. By default there is nothing to forget.
   */
  default void beginEpisode(int row) {}

  /**
   * The same network with rows of its own, for tests: what is remembered there is apart. By default
   * nothing is remembered. It need not be closed.
   */
  default ActorCritic apart() {
    return this;
  }

  /**
   * Reads what every row shows, to act.
   *
   * @param observations {@code [count, F]}; row i goes on where row i was
   * @return the outputs, {@code [count, ·]} each; the network's own, valid until it is used again
   */
  float[][] act(float[] observations, int count);

  /**
   * V of observations that are not acted on; nothing is remembered of it.
   *
   * @param observations {@code [count, F]}
   * @param rows which row each of them follows, {@code [count]}
   * @param values receives {@code [count]}
   */
  void values(float[] observations, int[] rows, int count, float[] values);

  /**
   * Takes one gradient step.
   *
   * @param batch what is learned from
   * @param loss of the outputs for the batch's observations, in its order
   */
  void update(Minibatch batch, OutputLoss loss, FitResult result);

  /** The learning rate from the next step on, in place of any schedule; positive. */
  void setLearningRate(double learningRate);

  /** A copy of all parameters. */
  float[] parameters();

  /** Writes a zip in Deeplearning4j's {@code ModelSerializer} format. */
  void write(Path zip) throws IOException;

  @Override
  void close();
}
