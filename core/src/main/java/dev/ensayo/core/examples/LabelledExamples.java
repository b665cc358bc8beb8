package dev.ensayo.core.examples;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;

/** Labelled examples in three parts; read at the first call and then kept. Thread-safe. */
public interface LabelledExamples extends EnvironmentSource {
  @Override
  ExamplesSpec spec();

  /**
   * One part; empty, with size 0, where there is none.
   *
   * @param seeds the run's; decide which examples keep their label where only some do. The same
   *     seeds give the same examples
   */
  Examples examples(Split split, SeedSequence seeds);

  /** Whether the training part is distorted at random; known before anything is read. */
  default boolean isAugmented() {
    return false;
  }
}
