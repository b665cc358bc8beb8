package dev.ensayo.core.training;

import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One run under way. The runner calls {@link #advance} until {@link #isFinished}; between two calls
 * the state can be saved.
 *
 * <p>How a run is cut into slices, and whether it is saved and restored between them, changes none
 * of the values that it records.
 */
public interface Training extends Stateful, AutoCloseable {
  /** The clock of the budget. */
  Clock clock();

  /** Where the run stands on {@link #clock}. */
  long position();

  /** The position at which the run is finished. */
  long end();

  default boolean isFinished() {
    return position() >= end();
  }

  /**
   * Goes on for a slice of about a second or less.
   *
   * @throws TrainingFailedException if learning has broken down, such as by a NaN loss
   */
  void advance();

  /** Whether {@link #saveState} works; if not, a resumed run starts over. */
  boolean isResumable();

  /** What is to be told of the run before it goes on, a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /** Writes what was learned into the run's folder. */
  void writeModel(Path directory) throws IOException;

  /** What the finished run shows in the report beside its metrics, in that order. */
  default List<Exhibit> exhibits() {
    return List.of();
  }

  @Override
  void close();
}
