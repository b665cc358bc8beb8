package dev.ensayo.core.agent;

/** Learns from {@code N} copies of an environment that step together. */
public interface VectorAgent extends Learner {
  /**
   * Chooses an action for each copy, exploring.
   *
   * @param copies what they show now; read only
   * @param actions receives the actions
   */
  void act(VectorEnvironment copies, ActionBatch actions);

  /**
   * Hears what came of the actions, and learns when it is time.
   *
   * @param copies after the step: rewards, ends, final observations, and what they show next; read
   *     only and valid during the call
   * @param actions that were taken
   */
  void learn(VectorEnvironment copies, ActionBatch actions);
}
