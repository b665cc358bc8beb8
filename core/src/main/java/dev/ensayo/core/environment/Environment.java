package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import java.util.List;
import java.util.Optional;

/**
 * A decision process, one copy of it.
 *
 * <p>{@link #reset} starts an episode; {@code step} must not be called before the first reset or,
 * without a reset, after an episode has ended. There are two of it: one takes discrete actions, the
 * other real vectors, and a process has the one of its {@linkplain DecisionProcessSpec#action
 * kind}. Not thread-safe.
 */
public interface Environment extends Stateful, AutoCloseable {
  DecisionProcessSpec spec();

  /**
   * Starts an episode.
   *
   * @return the first observation, {@code [spec().observation().size()]}, owned by the environment
   *     and valid until the next call
   */
  float[] reset();

  /**
   * Takes one discrete action.
   *
   * @param action in {@code [0, spec().actions())}
   * @return owned by the environment and valid until the next call
   * @throws IllegalArgumentException if there is no such action, or actions are real vectors
   */
  default StepResult step(int action) {
    throw new IllegalArgumentException(
        "action " + action + ": an action here is " + spec().action().words());
  }

  /**
   * Takes one action that is a real vector.
   *
   * @param action {@code [D]}, finite; what lies outside the bounds is for the process to judge
   * @return owned by the environment and valid until the next call
   * @throws IllegalArgumentException if it has another length, is not finite, or actions are
   *     discrete
   */
  default StepResult step(float[] action) {
    throw new IllegalArgumentException(
        "a vector of "
            + action.length
            + " numbers: there are "
            + spec().action().words()
            + " here");
  }

  /**
   * Tells the action that the next {@code step} will take. Of copies that step together all hear it
   * before the first is stepped, so that those which live elsewhere can be stepped with one
   * message. By default nothing comes of it, and {@code step} may also come unannounced.
   */
  default void announce(int action) {}

  /** As {@link #announce(int)}, of a real vector, {@code [D]}; read only during the call. */
  default void announce(float[] action) {}

  /** The process as a table, where it is finite and known. */
  default Optional<TransitionTable> transitionTable() {
    return Optional.empty();
  }

  /** How it draws itself; empty, as by default, if it does not. */
  default Optional<Drawing> drawing() {
    return Optional.empty();
  }

  /** Whether {@link #saveState} works; false for foreign environments that hide their state. */
  default boolean canSaveState() {
    return true;
  }

  /**
   * What the wrappers around a copy that is trained in have learned so far, the outermost first;
   * empty, as by default, if nothing does. Kept with the model by {@link WrapperStates}.
   */
  default List<WrapperState> wrapperStates() {
    return List.of();
  }

  /**
   * Lets a fresh copy know what another had learned.
   *
   * @param states what {@link #wrapperStates} gave there
   * @throws IllegalArgumentException if they are not those of such a copy
   */
  default void restoreWrappers(List<WrapperState> states) {
    checkArgument(states.isEmpty(), "there is no wrapper for %s", states);
  }

  @Override
  default void close() {}
}
