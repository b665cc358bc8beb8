package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.PairLimits;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import java.util.OptionalInt;

/** What a pair of windows must hold for a model that reads one and writes the other. */
final class PairChecks {
  private final SequenceChecks source;
  private final SequenceChecks target;

  /**
   * @param sourceVocabulary number of tokens that are read
   * @param targetVocabulary number of tokens that are written
   * @param stateSize numbers of carried state of one sequence
   * @param windows how large they get
   */
  PairChecks(int sourceVocabulary, int targetVocabulary, int stateSize, PairLimits windows) {
    this.source =
        new SequenceChecks(
            SequenceInput.Kind.TOKENS,
            sourceVocabulary,
            sourceVocabulary,
            true,
            false,
            stateSize,
            OptionalInt.empty(),
            windows.source());
    this.target =
        new SequenceChecks(
            SequenceInput.Kind.TOKENS,
            targetVocabulary,
            targetVocabulary,
            true,
            false,
            stateSize,
            OptionalInt.empty(),
            windows.target());
  }

  int sourceVocabulary() {
    return source.inputSize();
  }

  int targetVocabulary() {
    return target.inputSize();
  }

  int stateSize() {
    return target.stateSize();
  }

  void source(SequenceWindow window, SequenceState state) {
    source.inputs(window, state);
    plain(window, state.sequences(), 1);
  }

  void target(SequenceWindow window, SequenceState state) {
    target.inputs(window, state);
    plain(window, state.sequences(), 0);
  }

  void targets(SequenceWindow window, SequenceState state) {
    target.targets(window, window.steps() * state.sequences());
  }

  /** What a sequence has comes before what it has not, and nothing is weighted. */
  private static void plain(SequenceWindow window, int sequences, int least) {
    checkArgument(
        window.resets() == null && window.weights() == null,
        "a pair of sequences takes neither resets nor weights");
    checkArgument(
        window.backwardSteps() == window.steps(), "a pair of sequences is learned from whole");
    for (int b = 0; b < sequences && window.mask() != null; b++) {
      int there = 0;
      for (int t = 0; t < window.steps(); t++) {
        if (window.mask()[t * sequences + b] != 0) {
          checkArgument(there == t, "step %s of sequence %s is there after one that is not", t, b);
          there++;
        }
      }
      checkArgument(there >= least, "sequence %s has nothing to read", b);
    }
  }
}
