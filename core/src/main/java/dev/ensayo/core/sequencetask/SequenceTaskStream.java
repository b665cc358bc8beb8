package dev.ensayo.core.sequencetask;

import dev.ensayo.core.checkpoint.Stateful;

/** Draws one batch of examples after another. Not thread-safe. */
public interface SequenceTaskStream extends Stateful {
  /** Fills the batch with new examples. */
  void next(SequenceTaskBatch batch);
}
