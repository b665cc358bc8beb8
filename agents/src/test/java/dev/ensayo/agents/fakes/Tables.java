package dev.ensayo.agents.fakes;

import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;

/** Small processes whose values are known in closed form or from a book. */
public final class Tables {
  private static final int CLIFF_ROWS = 4;
  private static final int CLIFF_COLUMNS = 12;
  private static final int CLIFF_START = 36;
  private static final int CLIFF_GOAL = 47;

  private Tables() {}

  /**
   * States 0 to n − 1 in a row, starting in 0. Action 0 goes left (and stays in 0), action 1 right;
   * with probability {@code slip} the other one happens. Reaching n − 1 pays 1 and ends the task.
   */
  public static TransitionTable chain(int n, double slip) {
    Outcome[][][] outcomes = new Outcome[n][2][];
    for (int s = 0; s < n; s++) {
      Outcome left = new Outcome(1, Math.max(s - 1, 0), 0, false);
      boolean arrives = s + 1 >= n - 1;
      Outcome right = new Outcome(1, Math.min(s + 1, n - 1), arrives ? 1 : 0, arrives);
      outcomes[s][0] = mix(left, right, slip);
      outcomes[s][1] = mix(right, left, slip);
    }
    double[] start = new double[n];
    start[0] = 1;
    return new TransitionTable(start, outcomes);
  }

  private static Outcome[] mix(Outcome wanted, Outcome other, double slip) {
    return slip == 0
        ? new Outcome[] {wanted}
        : new Outcome[] {with(wanted, 1 - slip), with(other, slip)};
  }

  private static Outcome with(Outcome outcome, double probability) {
    return new Outcome(probability, outcome.nextState(), outcome.reward(), outcome.terminated());
  }

  /** One state; each action pays its own reward and ends the task. */
  public static TransitionTable bandit(double... rewards) {
    Outcome[][][] outcomes = new Outcome[1][rewards.length][];
    for (int a = 0; a < rewards.length; a++) {
      outcomes[0][a] = new Outcome[] {new Outcome(1, 0, rewards[a], true)};
    }
    return new TransitionTable(new double[] {1}, outcomes);
  }

  /**
   * The cliff of Sutton and Barto, "Reinforcement Learning", 2nd edition, example 6.6: 4 rows of 12
   * cells, actions up, right, down, left, −1 a step, −100 and back to the start in the cliff.
   */
  public static TransitionTable cliff() {
    int[] rowStep = {-1, 0, 1, 0};
    int[] columnStep = {0, 1, 0, -1};
    int states = CLIFF_ROWS * CLIFF_COLUMNS;
    Outcome[][][] outcomes = new Outcome[states][4][];
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < 4; a++) {
        int row = clip(s / CLIFF_COLUMNS + rowStep[a], CLIFF_ROWS);
        int column = clip(s % CLIFF_COLUMNS + columnStep[a], CLIFF_COLUMNS);
        int next = row * CLIFF_COLUMNS + column;
        boolean falls = next > CLIFF_START && next < CLIFF_GOAL;
        outcomes[s][a] =
            new Outcome[] {
              falls
                  ? new Outcome(1, CLIFF_START, -100, false)
                  : new Outcome(1, next, -1, next == CLIFF_GOAL)
            };
      }
    }
    double[] start = new double[states];
    start[CLIFF_START] = 1;
    return new TransitionTable(start, outcomes);
  }

  private static int clip(int index, int bound) {
    return Math.max(0, Math.min(index, bound - 1));
  }
}
