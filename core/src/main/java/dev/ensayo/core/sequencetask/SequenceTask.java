package dev.ensayo.core.sequencetask;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.random.SeedSequence;

/** A source of sequences that are drawn anew for each batch, each with its right answer. */
public interface SequenceTask extends EnvironmentSource {
  @Override
  SequenceTaskSpec spec();

  /** An endless stream of examples; the same seeds give the same ones. */
  SequenceTaskStream stream(SeedSequence seeds);
}
