package dev.ensayo.core.examples;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import java.util.Optional;

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

  /**
   * What becomes of an input before it is one of these examples, and what the training part is
   * like; empty where it cannot be told.
   *
   * @param seeds the run's
   */
  default Optional<Preprocessing> preprocessing(SeedSequence seeds) {
    return Optional.empty();
  }
}
