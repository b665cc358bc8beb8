package dev.ensayo.core.agent;

import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Whoever learns to act, however it comes by its experience.
 *
 * <p>One with a random stream or a library in it that cannot be saved returns false from {@link
 * #canSaveState}; its runs start over when they are resumed.
 */
public interface Learner extends Stateful, AutoCloseable {
  /** Greedy, or nearly. Choosing actions with it changes nothing that {@link #saveState} saves. */
  Policy evaluationPolicy();

  /**
   * Called before each evaluation and at the end: records what the agent measures of itself then.
   *
   * @param environmentStep steps taken so far
   */
  default void onEvaluation(long environmentStep) {}

  /** How many parameter updates it has made; empty where it does not learn by updates. */
  default OptionalLong updatesMade() {
    return OptionalLong.empty();
  }

  /**
   * Writes what was learned.
   *
   * @param directory the run's folder
   */
  void writeModel(Path directory) throws IOException;

  /** Whether {@link #saveState} works. */
  default boolean canSaveState() {
    return true;
  }

  @Override
  default void close() {}
}
