package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;

/**
 * {@code Q(s, a) = Σ p · (r + γ · V(s'))} over the outcomes of s and a, without the last term where
 * the task ends.
 *
 * <p>Book: Sutton and Barto, "Reinforcement Learning", 2nd edition, equation 4.6.
 */
final class BellmanBackup {
  private final TransitionTable table;
  private final double discount;

  /**
   * @param discount γ
   */
  BellmanBackup(TransitionTable table, double discount) {
    this.table = table;
    this.discount = discount;
  }

  /**
   * Q(s, a).
   *
   * @param values V, {@code [S]}
   */
  double actionValue(double[] values, int state, int action) {
    double sum = 0;
    for (int k = 0; k < table.outcomeCount(state, action); k++) {
      TransitionTable.Outcome outcome = table.outcome(state, action, k);
      double future = outcome.terminated() ? 0 : discount * values[outcome.nextState()];
      sum += outcome.probability() * (outcome.reward() + future);
    }
    return sum;
  }

  /** max_a Q(s, a). */
  double optimalValue(double[] values, int state) {
    double max = actionValue(values, state, 0);
    for (int a = 1; a < table.actions(); a++) {
      max = Math.max(max, actionValue(values, state, a));
    }
    return max;
  }

  /** Q of every state and action. */
  ActionValues actionValues(double[] values) {
    ActionValues q = new ActionValues(table.states(), table.actions(), 0);
    for (int s = 0; s < table.states(); s++) {
      for (int a = 0; a < table.actions(); a++) {
        q.set(s, a, actionValue(values, s, a));
      }
    }
    return q;
  }
}
