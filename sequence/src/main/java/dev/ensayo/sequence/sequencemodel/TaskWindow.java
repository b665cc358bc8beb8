package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;

/** A batch of a task as a window of a network: whole sequences, walked back to their start. */
final class TaskWindow {
  private TaskWindow() {}

  static SequenceWindow fill(
      SequenceWindow window, SequenceTaskSpec spec, SequenceTaskBatch batch) {
    window.steps(batch.steps());
    if (spec.input() == SequenceTaskSpec.Input.TOKENS) {
      window.tokens(batch.tokens());
    } else {
      window.vectors(batch.vectors());
    }
    return spec.target() == SequenceTaskSpec.Target.TOKENS
        ? window.targets(batch.targetTokens()).weights(batch.counts())
        : window.targets(batch.targetNumbers()).weights(null);
  }
}
