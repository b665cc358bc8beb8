package dev.ensayo.core.transduction;

import dev.ensayo.core.environment.EnvironmentSource;

/**
 * Sequences of symbols that are to be turned into others, each with its right answer.
 *
 * <p>{@link #spec} is known without reading or making the examples.
 */
public interface TransductionTask extends EnvironmentSource {
  @Override
  TransductionSpec spec();

  /**
   * All examples: read or made at the first call, then kept; the same for all seeds of a study.
   * Thread-safe.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a file is broken or too little is
   *     there to learn from
   */
  TransductionData data();
}
