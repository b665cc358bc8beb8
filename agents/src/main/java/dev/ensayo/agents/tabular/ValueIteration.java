package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;
import java.util.OptionalInt;

/**
 * Value iteration: {@code V(s) ← max_a Σ p · (r + γ · V(s'))}, state after state and in place
 * (Gauss–Seidel), until the contraction bound says that every value is within the tolerance.
 *
 * <p>Bellman, "Dynamic Programming", 1957; Sutton and Barto, "Reinforcement Learning", 2nd edition,
 * section 4.4.
 */
final class ValueIteration implements Planner {
  private final PlanningConfig config;

  ValueIteration(PlanningConfig config) {
    this.config = config;
  }

  @Override
  public Plan plan(TransitionTable table) {
    BellmanBackup backup = new BellmanBackup(table, config.discount());
    double[] values = new double[table.states()];
    int sweeps = 0;
    boolean converged = false;
    while (!converged && sweeps < config.mostSweeps()) {
      sweeps++;
      double change = 0;
      double largest = 0;
      for (int s = 0; s < values.length; s++) {
        double value = backup.optimalValue(values, s);
        change = Math.max(change, Math.abs(value - values[s]));
        largest = Math.max(largest, Math.abs(value));
        values[s] = value;
      }
      converged = config.remainingError(change) <= config.tolerance() * largest;
    }
    return new Plan(values, backup.actionValues(values), sweeps, OptionalInt.empty(), converged);
  }
}
