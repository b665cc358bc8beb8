package dev.ensayo.sequence.labelling;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import java.util.HashMap;
import java.util.Map;

/** States of zeros, as texts begin with. */
final class FreshStates {
  private final SequenceModel model;
  private final Map<Integer, SequenceState> bySequences = new HashMap<>();

  FreshStates(SequenceModel model) {
    this.model = model;
  }

  /** A state of so many texts; the same is given again. */
  SequenceState of(int sequences) {
    SequenceState state = bySequences.computeIfAbsent(sequences, model::newState);
    state.reset();
    return state;
  }
}
