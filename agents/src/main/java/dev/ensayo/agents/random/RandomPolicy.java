package dev.ensayo.agents.random;

import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;

/**
 * Every discrete action with the same probability, or vectors drawn from the box, whatever is
 * observed.
 */
final class RandomPolicy implements TrainedPolicy {
  private final ActionSpec actions;
  private final RandomStream random;

  RandomPolicy(ActionSpec actions, RandomStream random) {
    this.actions = actions;
    this.random = random;
  }

  @Override
  public int selectAction(float[] observation) {
    return random.nextInt(((ActionSpec.Discrete) actions).count());
  }

  @Override
  public void selectAction(float[] observation, float[] action) {
    ((ActionSpec.Box) actions).sample(random, action, 0);
  }
}
