package dev.ensayo.agents.rl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.rl4j.network.dqn.IDQN;

/** The network that RL4J's learner trains, whatever computes it. */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
interface OnlineNetwork extends AutoCloseable {
  /** The network as RL4J sees it. */
  IDQN<?> dqn();

  /** Gradient steps taken. */
  int updates();

  /** Loss of the last gradient step, with the L2 penalty. */
  double loss();

  /** A copy of all parameters, in Deeplearning4j's order. */
  float[] parameters();

  /** Writes a zip in Deeplearning4j's {@code ModelSerializer} format, updater state included. */
  void write(Path zip) throws IOException;

  @Override
  void close();
}
