package dev.ensayo.backend.engine;

import dev.ensayo.backend.model.SequenceWindow;

/**
 * What Deeplearning4j asks of a mask.
 *
 * @param clearsState whether a layer sets the state of a sequence to zero where it is masked
 * @param onePerSequence whether there is one output for each sequence
 */
record MaskCheck(boolean clearsState, boolean onePerSequence) {
  /**
   * Checks a window's mask, if it has one.
   *
   * @param sequences B
   * @param firstLearned the first step that is learned from
   */
  void check(SequenceWindow window, int sequences, int firstLearned) {
    if (window.resets() != null && onePerSequence) {
      throw new IllegalArgumentException(
          "engine: deeplearning4j takes no resets in a model with one output for a sequence;"
              + " engine: compiled does");
    }
    if (window.mask() == null) {
      return;
    }
    for (int b = 0; b < sequences; b++) {
      check(window, sequences, b, firstLearned);
    }
  }

  private void check(SequenceWindow window, int sequences, int sequence, int firstLearned) {
    boolean ended = false;
    boolean learned = false;
    for (int t = 0; t < window.steps(); t++) {
      if (window.resets() != null && window.resets()[t * sequences + sequence] != 0) {
        ended = false;
      }

      boolean there = window.mask()[t * sequences + sequence] != 0;
      if (there && ended && clearsState) {
        throw new IllegalArgumentException(
            "sequence "
                + sequence
                + " goes on at step "
                + t
                + " after a masked step, where Deeplearning4j's SimpleRnn and LSTM have set its"
                + " state to zero; engine: compiled keeps it");
      }
      ended |= !there;
      learned |= there && t >= firstLearned;
    }
    if (onePerSequence && !learned) {
      throw new IllegalArgumentException(
          "sequence "
              + sequence
              + " has no step among the last "
              + (window.steps() - firstLearned)
              + " of the window, of which Deeplearning4j's LastTimeStep and GlobalPoolingLayer need"
              + " one; engine: compiled takes the last there was before, or zeros");
    }
  }
}
