package dev.ensayo.agents.random;

import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.random.RandomStream;

/** Every action with the same probability, whatever is observed. */
final class RandomPolicy implements TrainedPolicy {
  private final int actions;
  private final RandomStream random;

  /**
   * @param actions number of actions {@code A}
   */
  RandomPolicy(int actions, RandomStream random) {
    this.actions = actions;
    this.random = random;
  }

  @Override
  public int selectAction(float[] observation) {
    return random.nextInt(actions);
  }
}
