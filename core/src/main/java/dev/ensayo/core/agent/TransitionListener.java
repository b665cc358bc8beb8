package dev.ensayo.core.agent;

/** Hears of every step of an {@link EnvironmentLoop}. */
@FunctionalInterface
public interface TransitionListener {
  /** Hears nothing: evaluation is a loop with this listener. */
  TransitionListener NONE = transition -> {};

  /**
   * Called after each step.
   *
   * @param transition valid during the call only
   */
  void onTransition(Transition transition);
}
