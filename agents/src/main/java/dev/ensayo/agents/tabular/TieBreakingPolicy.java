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
    int best = 0;
    int tied = 1;
    for (int a = 1; a < values.actions(); a++) {
      double value = values.get(state, a);
      double bestValue = values.get(state, best);
      if (value > bestValue) {
        best = a;
        tied = 1;
      } else if (value == bestValue) {
        // The n-th of equals takes over with probability 1/n: in the end each is as likely.
        tied++;
        best = random.nextInt(tied) == 0 ? a : best;
      }
    }
    return best;
  }
}
