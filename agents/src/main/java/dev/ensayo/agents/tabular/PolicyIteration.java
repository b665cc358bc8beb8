package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;
import java.util.OptionalInt;

/**
 * Policy iteration: evaluates a policy by in-place sweeps, makes it greedy, and so on until it
 * stays.
 *
 * <p>Howard, "Dynamic Programming and Markov Processes", 1960; Sutton and Barto, "Reinforcement
 * Learning", 2nd edition, section 4.3. An action is replaced only by one that is better by more
 * than the error that evaluation leaves, so that ties do not make it circle.
 */
final class PolicyIteration implements Planner {
  private final PlanningConfig config;

  PolicyIteration(PlanningConfig config) {
    this.config = config;
  }

  @Override
  public Plan plan(TransitionTable table) {
    return new Search(table).run();
  }

  private final class Search {
    private final BellmanBackup backup;
    private final double[] values;
    private final int[] policy;
    private final int actions;
    private int sweeps;
    private double largest;

    Search(TransitionTable table) {
      this.backup = new BellmanBackup(table, config.discount());
      this.values = new double[table.states()];
      this.policy = new int[table.states()];
      this.actions = table.actions();
    }

    Plan run() {
      int improvements = 0;
      boolean evaluated = evaluate();
      while (evaluated && improve()) {
        improvements++;
        evaluated = evaluate();
      }
      return new Plan(
          values, backup.actionValues(values), sweeps, OptionalInt.of(improvements), evaluated);
    }

    /** V ← V of the policy; false if the sweeps are used up. */
    private boolean evaluate() {
      while (sweeps < config.mostSweeps()) {
        sweeps++;
        double change = 0;
        largest = 0;
        for (int s = 0; s < values.length; s++) {
          double value = backup.actionValue(values, s, policy[s]);
          change = Math.max(change, Math.abs(value - values[s]));
          largest = Math.max(largest, Math.abs(value));
          values[s] = value;
        }
        if (config.remainingError(change) <= config.tolerance() * largest) {
          return true;
        }
      }
      return false;
    }

    /** Makes the policy greedy; false if it was. */
    private boolean improve() {
      // Both values that are compared carry the error of the evaluation.
      double margin = 2 * config.tolerance() * largest;
      boolean changed = false;
      for (int s = 0; s < values.length; s++) {
        double best = backup.actionValue(values, s, policy[s]) + margin;
        for (int a = 0; a < actions; a++) {
          double value = backup.actionValue(values, s, a);
          if (value > best) {
            best = value;
            policy[s] = a;
            changed = true;
          }
        }
      }
      return changed;
    }
  }
}
