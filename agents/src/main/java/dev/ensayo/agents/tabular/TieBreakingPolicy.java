package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.random.RandomStream;

/**
 * The action with the largest value; of several each with the same probability.
 *
 * <p>A learner whose table starts with equal values would otherwise walk in one direction until it
 * meets its first reward.
 */
final class TieBreakingPolicy implements Policy {
  private final ActionValues values;
  private final RandomStream random;

  TieBreakingPolicy(ActionValues values, RandomStream random) {
    this.values = values;
    this.random = random;
  }

  @Override
  public int selectAction(float[] observation) {
    int state = (int) observation[0];
    double max = values.max(state);
    int tied = 0;
    for (int a = 0; a < values.actions(); a++) {
      if (values.get(state, a) == max) {
        tied++;
      }
    }
    if (tied == 1) {
      return values.greedyAction(state);
    }
    int skip = random.nextInt(Math.max(1, tied));
    for (int a = 0; a < values.actions(); a++) {
      if (values.get(state, a) == max && skip-- == 0) {
        return a;
      }
    }
    return values.greedyAction(state);
  }
}
