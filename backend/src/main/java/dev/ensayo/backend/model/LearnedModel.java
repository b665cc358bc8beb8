package dev.ensayo.backend.model;

import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;

/** What models of every kind have in common: parameters that are learned, kept and written. */
public interface LearnedModel extends Stateful, AutoCloseable {
  /** Number of parameters. */
  int parameterCount();

  /** A copy of all parameters, in Deeplearning4j's order. */
  float[] parameters();

  /**
   * Sets the learning rate from the next step on, in place of any schedule. It is part of the saved
   * state.
   *
   * @param learningRate positive; no effect on an updater without one
   */
  void setLearningRate(double learningRate);

  /** Writes a zip in Deeplearning4j's {@code ModelSerializer} format. */
  void write(Path zip) throws IOException;

  /** Frees native memory; the model cannot be used afterwards. */
  @Override
  void close();
}
