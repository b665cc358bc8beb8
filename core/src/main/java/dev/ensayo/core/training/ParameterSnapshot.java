package dev.ensayo.core.training;

import dev.ensayo.core.checkpoint.Stateful;

/** The parameters of a model as they were at some moment. */
public interface ParameterSnapshot extends Stateful, AutoCloseable {
  /** Keeps the parameters as they are now. */
  void take();

  /** Makes the parameters what they were when they were last taken. */
  void restore();

  @Override
  default void close() {}
}
