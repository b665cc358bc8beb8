package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

/**
 * A finite decision process as a table: for each state and action a list of outcomes with their
 * probabilities.
 *
 * <p>Outcomes keep the order in which they were given and equal next states are not merged, so that
 * sampling by running sums reproduces the process that the table came from.
 */
public final class TransitionTable {
  /**
   * What may happen.
   *
   * @param probability in [0, 1]
   * @param nextState in [0, S)
   * @param reward paid on the way
   * @param terminated whether the task ends
   */
  public record Outcome(double probability, int nextState, double reward, boolean terminated) {}

  private static final double TOLERANCE = 1e-9;

  private final double[] initialDistribution;
  private final Outcome[][][] outcomes;

  /**
   * @param initialDistribution probability of each state at reset, {@code [S]}
   * @param outcomes {@code [S][A][·]}
   */
  public TransitionTable(double[] initialDistribution, Outcome[][][] outcomes) {
    checkArgument(outcomes.length > 0, "a table needs at least one state");
    checkArgument(
        initialDistribution.length == outcomes.length,
        "%s initial probabilities for %s states",
        initialDistribution.length,
        outcomes.length);
    checkSumsToOne(initialDistribution, "the initial distribution");
    int actions = outcomes[0].length;
    checkArgument(actions > 0, "a table needs at least one action");
    for (int s = 0; s < outcomes.length; s++) {
      checkArgument(
          outcomes[s].length == actions,
          "state %s has %s actions, state 0 has %s",
          s,
          outcomes[s].length,
          actions);
      for (int a = 0; a < outcomes[s].length; a++) {
        double[] p = new double[outcomes[s][a].length];
        for (int k = 0; k < p.length; k++) {
          p[k] = outcomes[s][a][k].probability();
          checkElementIndex(outcomes[s][a][k].nextState(), outcomes.length, "next state");
        }
        checkSumsToOne(p, "state " + s + ", action " + a);
      }
    }
    this.initialDistribution = initialDistribution.clone();
    this.outcomes = outcomes;
  }

  private static void checkSumsToOne(double[] probabilities, String where) {
    double sum = 0;
    for (double p : probabilities) {
      checkArgument(p >= 0, "%s has a negative probability: %s", where, p);
      sum += p;
    }
    checkArgument(Math.abs(sum - 1) < TOLERANCE, "probabilities of %s sum to %s", where, sum);
  }

  public int states() {
    return outcomes.length;
  }

  public int actions() {
    return outcomes[0].length;
  }

  public double initialProbability(int state) {
    return initialDistribution[state];
  }

  public int outcomeCount(int state, int action) {
    return outcomes[state][action].length;
  }

  public Outcome outcome(int state, int action, int index) {
    return outcomes[state][action][index];
  }

  /** The first state whose running sum of initial probabilities exceeds {@code u} in [0, 1). */
  public int sampleInitialState(double u) {
    double sum = 0;
    for (int s = 0; s < initialDistribution.length; s++) {
      sum += initialDistribution[s];
      if (sum > u) {
        return s;
      }
    }
    return lastPossibleState();
  }

  /** The first outcome whose running sum of probabilities exceeds {@code u} in [0, 1). */
  public Outcome sample(int state, int action, double u) {
    Outcome[] row = outcomes[state][action];
    double sum = 0;
    for (Outcome outcome : row) {
      sum += outcome.probability();
      if (sum > u) {
        return outcome;
      }
    }
    int last = row.length - 1;
    while (row[last].probability() == 0) {
      last--;
    }
    return row[last];
  }

  private int lastPossibleState() {
    int s = initialDistribution.length - 1;
    while (initialDistribution[s] == 0) {
      s--;
    }
    return s;
  }
}
