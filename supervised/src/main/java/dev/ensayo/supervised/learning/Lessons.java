package dev.ensayo.supervised.learning;

import dev.ensayo.core.checkpoint.Stateful;
import java.util.function.Consumer;

/** The batches of all epochs, one after the other, and who learns from them. */
interface Lessons extends Stateful, AutoCloseable {
  /**
   * Learns from the next batch, or from several side by side, which are of one epoch.
   *
   * @param most batches, at least 1
   * @param told hears what came of each, in their order
   */
  void next(long most, Consumer<Lesson> told);

  @Override
  void close();
}
