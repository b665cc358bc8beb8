package dev.ensayo.agents.sac;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.agent.VectorEnvironment;

/** The step under way in copies of an environment, given out copy by copy, actions in (−1, 1). */
final class CopiesTransition {
  private final float[] observations;
  private final float[] actions;
  private final float[] observation;
  private final float[] nextObservation;
  private final float[] action;
  private final Transition transition;

  CopiesTransition(int copies, int observationSize, int actionSize) {
    this.observations = new float[copies * observationSize];
    this.actions = new float[copies * actionSize];
    this.observation = new float[observationSize];
    this.nextObservation = new float[observationSize];
    this.action = new float[actionSize];
    this.transition = new Transition(observationSize, actionSize);
  }

  /** The actions of the step, {@code [N, D]}. */
  float[] actions() {
    return actions;
  }

  /**
   * Takes what the copies show before the step, and what they will do.
   *
   * @param shown {@code [N, F]}
   * @param squashed {@code [N, D]}
   */
  void begin(float[] shown, float[] squashed) {
    System.arraycopy(shown, 0, observations, 0, observations.length);
    if (squashed != actions) {
      System.arraycopy(squashed, 0, actions, 0, actions.length);
    }
  }

  /**
   * What one copy lived through; valid until the next call.
   *
   * @param after the copies after the step
   */
  Transition complete(VectorEnvironment after, int copy) {
    int size = observation.length;
    System.arraycopy(observations, copy * size, observation, 0, size);
    System.arraycopy(after.finalObservations(), copy * size, nextObservation, 0, size);
    System.arraycopy(actions, copy * action.length, action, 0, action.length);
    transition.startFrom(observation);
    transition.complete(
        action,
        after.rewards()[copy],
        nextObservation,
        after.terminated(copy),
        after.truncated(copy));
    return transition;
  }
}
