package dev.ensayo.agents.rl4j;

import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.network.dqn.IDQN;
import org.deeplearning4j.rl4j.observation.Observation;
import org.deeplearning4j.rl4j.space.Box;

/**
 * RL4J's learner, one step at a time.
 *
 * <p>{@code train()} runs whole episodes until at least so many steps are done. This goes through
 * the same calls in the same order, so that a run can be tested at any step and end at an exact
 * one.
 */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
final class SteppedQLearning extends QLearningDiscreteDense<Box> {
  private final EnvironmentMdp mdp;
  private Observation observation;

  /**
   * @param online learns and acts; RL4J makes a copy of it for the targets
   */
  SteppedQLearning(EnvironmentMdp mdp, IDQN<?> online, QLearningConfiguration configuration) {
    super(mdp, online, configuration);
    this.mdp = mdp;
  }

  /**
   * Takes one step in the environment and learns from it as RL4J does, beginning and ending an
   * episode where one begins or ends.
   *
   * @return max_a Q(o, a) of the observation that the action was chosen for, before learning
   */
  double step() {
    if (observation == null) {
      preEpoch();
      resetNetworks();
      observation = getLegacyMDPWrapper().reset();
    }
    QLStepReturn<Observation> taken = trainStep(observation);
    observation = taken.getStepReply().getObservation();
    incrementStep();
    if (mdp.isDone()) {
      finishEpoch(observation);
      postEpoch();
      incrementEpoch();
      observation = null;
    }
    return taken.getMaxQ();
  }

  /** The share of random actions at the next step. */
  double epsilon() {
    return getEgPolicy().getEpsilon();
  }
}
