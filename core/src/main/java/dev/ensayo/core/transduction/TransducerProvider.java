package dev.ensayo.core.transduction;

import dev.ensayo.core.plugin.AgentProvider;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a type of learner whose finished runs answer sequences; see {@code ensayo answer}. */
public interface TransducerProvider<C extends Record> extends AgentProvider<C> {
  /**
   * The model of a finished run.
   *
   * @param config the settings of the run's agent
   * @param directory the run's folder
   * @throws IOException if what was kept cannot be read
   */
  Transducer load(C config, Path directory) throws IOException;
}
