package dev.ensayo.agents.rl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.rl4j.learning.listener.TrainingListener;

/** One of RL4J's asynchronous learners, whose threads are started from outside. */
interface AsyncLearner extends AutoCloseable {
  /**
   * RL4J's thread, to be run in a thread of its own. It is made there, too: RL4J takes the random
   * generator of the thread that makes it.
   *
   * @param number from 0
   */
  Runnable worker(int number);

  /** RL4J calls it from its threads. */
  void addListener(TrainingListener listener);

  /** What the shared network would do without exploring. */
  GreedyPolicy greedy();

  /** Writes the shared networks. */
  void writeModel(Path directory) throws IOException;

  @Override
  void close();
}
