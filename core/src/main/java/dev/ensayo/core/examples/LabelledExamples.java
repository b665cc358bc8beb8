package dev.ensayo.core.examples;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.Inputs;
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

  /**
   * The same examples with inputs that are made as others were, such as those that a torso has
   * learned from; empty where these cannot be made so, because they have other columns or channels.
   *
   * @param inputs what is done to columns of the same names, or to the levels of as many channels
   */
  default Optional<LabelledExamples> withInputs(Inputs inputs) {
    return Optional.empty();
  }

  /**
   * Where the inputs come from, if that is known exactly; empty, as by default, where it is not.
   */
  default Optional<KnownModes> knownModes() {
    return Optional.empty();
  }

  /** Whether the training part is distorted at random; known before anything is read. */
  default boolean isAugmented() {
    return false;
  }
}
