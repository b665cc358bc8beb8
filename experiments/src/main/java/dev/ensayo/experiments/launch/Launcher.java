package dev.ensayo.experiments.launch;

import dev.ensayo.experiments.run.RunSlots;

/**
 * Makes runs somewhere, of one study after the other: a search makes one for each of its stages.
 */
public interface Launcher extends AutoCloseable {
  /**
   * Gets ready for the runs of a study; the slots are closed before those of the next are asked
   * for.
   *
   * @throws LauncherException if runs of this study cannot be made so
   */
  RunSlots begin(LaunchContext context) throws InterruptedException;

  /** Called once, when the command ends. */
  @Override
  default void close() {}
}
