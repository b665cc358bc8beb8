package dev.ensayo.core.labelledtext;

import dev.ensayo.core.environment.Split;
import java.util.OptionalDouble;

/** The texts of a run and how they are read. Does not change; any number of threads may read. */
public interface LabelledTexts {
  /** The vocabulary, of the training part alone, and how a text becomes its ids. */
  TextEncoder encoder();

  /** One part; empty, with size 0, where there is none. */
  LabelledTextPart part(Split split);

  /**
   * The accuracy that the best of some kind of models is expected to have, where it is known how
   * the texts were made; empty where it is not.
   */
  default OptionalDouble knownAccuracy(KnownAccuracy kind) {
    return OptionalDouble.empty();
  }
}
