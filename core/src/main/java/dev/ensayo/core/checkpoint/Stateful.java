package dev.ensayo.core.checkpoint;

import java.io.IOException;

/**
 * Something whose whole state can be written to a checkpoint and read back bit for bit.
 *
 * <p>{@link #loadState} is called on an object built from the same configuration as the one that
 * wrote the state; afterwards both behave identically. What cannot be saved throws {@link
 * UnsupportedOperationException}; a training that holds such a part says so with {@code
 * isResumable() == false}.
 */
public interface Stateful {
  /** Appends the state to the checkpoint. */
  void saveState(StateWriter out) throws IOException;

  /**
   * Replaces the state by the one in the checkpoint.
   *
   * @throws IOException if the checkpoint ends early or holds something else
   */
  void loadState(StateReader in) throws IOException;
}
