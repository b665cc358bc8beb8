package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far a learned table is from the truth: the largest {@code |max_a Q(s, a) − V*(s)|} over the
 * states in which an episode can ask for an action, with V* from value iteration at the learner's
 * own γ.
 */
final class ValueError {
  private final double[] optimal;
  private final boolean[] asked;

  private ValueError(double[] optimal, boolean[] asked) {
    this.optimal = optimal;
    this.asked = asked;
  }

  /** For a process that is a table and has finite values; else empty. */
  static Optional<ValueError> of(Optional<TransitionTable> table, double discount) {
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Plan plan = new ValueIteration(PlanningConfig.withDiscount(discount)).plan(table.get());
    return plan.converged()
        ? Optional.of(new ValueError(plan.values(), statesAskedFor(table.get())))
        : Optional.empty();
  }

  /** States that can be reached from the start by steps that do not end the task. */
  private static boolean[] statesAskedFor(TransitionTable table) {
    boolean[] asked = new boolean[table.states()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int s = 0; s < table.states(); s++) {
      if (table.initialProbability(s) > 0) {
        asked[s] = true;
        open.add(s);
      }
    }
    while (!open.isEmpty()) {
      int s = open.remove();
      for (int a = 0; a < table.actions(); a++) {
        for (int k = 0; k < table.outcomeCount(s, a); k++) {
          TransitionTable.Outcome outcome = table.outcome(s, a, k);
          boolean possible = outcome.probability() > 0 && !outcome.terminated();
          if (possible && !asked[outcome.nextState()]) {
            asked[outcome.nextState()] = true;
            open.add(outcome.nextState());
          }
        }
      }
    }
    return asked;
  }

  double largest(ActionValues learned) {
    double largest = 0;
    for (int s = 0; s < optimal.length; s++) {
      if (asked[s]) {
        largest = Math.max(largest, Math.abs(learned.max(s) - optimal[s]));
      }
    }
    return largest;
  }
}
