package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;
import java.util.OptionalInt;

/**
 * What a planner found.
 *
 * @param values V, {@code [S]}
 * @param actionValues Q, {@code [S, A]}
 * @param sweeps over all states that it took
 * @param improvements of the policy that it took, where it counts them
 * @param converged whether the tolerance was reached
 */
record Plan(
    double[] values,
    ActionValues actionValues,
    int sweeps,
    OptionalInt improvements,
    boolean converged) {
  /** Expectation of V over the initial distribution. */
  double startValue(TransitionTable table) {
    double sum = 0;
    for (int s = 0; s < values.length; s++) {
      sum += table.initialProbability(s) * values[s];
    }
    return sum;
  }
}
