package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import java.util.OptionalInt;

/**
 * What a window must hold for a model.
 *
 * @param kind of its input
 * @param inputSize number of tokens, or length of a vector
 * @param outputSize number of classes, or of numbers
 * @param classes whether targets are classes
 * @param whole whether an output depends on later steps, so that there is no learning from some of
 *     a window's steps alone
 * @param stateSize numbers of carried state of one sequence
 * @param context the most steps of a sequence that attention takes; empty where there is none
 * @param windows how large they get
 */
public record SequenceChecks(
    SequenceInput.Kind kind,
    int inputSize,
    int outputSize,
    boolean classes,
    boolean whole,
    int stateSize,
    OptionalInt context,
    WindowLimits windows) {

  void inputs(SequenceWindow window, SequenceState state) {
    int steps = window.steps();
    checkArgument(
        steps >= 1 && steps <= windows.steps() && state.sequences() <= windows.sequences(),
        "a window of [%s steps, %s sequences] was given to a model made for [%s, %s]",
        steps,
        state.sequences(),
        windows.steps(),
        windows.sequences());
    boolean alone = context.isPresent() && state.size() == 0;
    checkArgument(alone || state.size() == stateSize, "a state of another model");
    checkArgument(
        steps <= context.orElse(steps), "a window of %s steps exceeds the context", steps);
    checkArgument(
        context.isEmpty() || window.resets() == null, "attention takes no windows with resets");
    int rows = steps * state.sequences();
    if (kind == SequenceInput.Kind.TOKENS) {
      checkArgument(window.tokens() != null, "a model of tokens was given a window without any");
      ids("tokens", window.tokens(), rows, inputSize);
    } else {
      checkArgument(window.vectors() != null, "a model of vectors was given a window without any");
      NetworkModel.checkShape("vectors", window.vectors(), rows, inputSize);
    }
    checkArgument(
        window.mask() == null || window.mask().length >= rows,
        "the mask must hold %s numbers",
        rows);
    checkArgument(
        window.resets() == null || window.resets().length >= rows,
        "the resets must hold %s numbers",
        rows);
  }

  /** What a window must be to be learned from. */
  void learned(SequenceWindow window) {
    checkArgument(
        context.isEmpty() || window.backwardSteps() == window.steps(),
        "attention learns from all steps of a window; weights leave targets out");
    checkArgument(
        !whole || window.backwardSteps() == window.steps(),
        "a network that reads backwards or pools over steps learns from all steps of a window;"
            + " weights leave targets out");
  }

  /**
   * @param count how many targets there are
   */
  void targets(SequenceWindow window, int count) {
    if (classes) {
      checkArgument(window.classes() != null, "targets must be classes, and the window has none");
      ids("targets", window.classes(), count, outputSize);
    } else {
      checkArgument(window.numbers() != null, "targets must be numbers, and the window has none");
      NetworkModel.checkShape("targets", window.numbers(), count, outputSize);
    }
    checkArgument(
        window.weights() == null || window.weights().length >= count,
        "there must be %s weights of targets",
        count);
  }

  private static void ids(String name, int[] ids, int count, int limit) {
    checkArgument(ids.length >= count, "%s must hold %s ids, not %s", name, count, ids.length);
    for (int i = 0; i < count; i++) {
      if (ids[i] < 0 || ids[i] >= limit) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + ids[i] + ", not an id in [0, " + limit + ")");
      }
    }
  }
}
