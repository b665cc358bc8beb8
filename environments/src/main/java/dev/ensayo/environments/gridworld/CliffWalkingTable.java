package dev.ensayo.environments.gridworld;

import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;

/**
 * The table of CliffWalking-v1 of Gymnasium 1.3: walk along a cliff from its one end to the other.
 *
 * <p>Source: Sutton and Barto, "Reinforcement Learning: An Introduction", 2nd edition, 2018,
 * Example 6.6.
 *
 * <p>States are the cells of 4 rows of 12, row by row from the top; the cliff lies between the
 * start (36) and the goal (47) in the last row. Actions: 0 up, 1 right, 2 down, 3 left. A step pays
 * −1; one into the cliff pays −100 and leads back to the start, and the episode goes on. It ends at
 * the goal. Where it is slippery, the outcomes are the moves (a − 1) mod 4, a, (a + 1) mod 4, each
 * with probability 1/3.
 */
final class CliffWalkingTable {
  private static final GridMove[] MOVES = {
    GridMove.UP, GridMove.RIGHT, GridMove.DOWN, GridMove.LEFT
  };
  private static final int HEIGHT = 4;
  private static final int WIDTH = 12;
  private static final int STATES = HEIGHT * WIDTH;
  private static final int START = 36;
  private static final int GOAL = 47;

  private CliffWalkingTable() {}

  static TransitionTable of(CliffWalkingConfig config) {
    double[] initial = new double[STATES];
    initial[START] = 1;
    Outcome[][][] outcomes = new Outcome[STATES][MOVES.length][];
    for (int s = 0; s < STATES; s++) {
      for (int a = 0; a < MOVES.length; a++) {
        outcomes[s][a] =
            config.slippery()
                ? new Outcome[] {
                  outcome(1.0 / 3, s, (a + 3) % MOVES.length),
                  outcome(1.0 / 3, s, a),
                  outcome(1.0 / 3, s, (a + 1) % MOVES.length)
                }
                : new Outcome[] {outcome(1, s, a)};
      }
    }
    return new TransitionTable(initial, outcomes);
  }

  private static Outcome outcome(double probability, int state, int direction) {
    int next = MOVES[direction].from(state, HEIGHT, WIDTH);
    boolean falls = next > START && next < GOAL;
    return falls
        ? new Outcome(probability, START, -100, false)
        : new Outcome(probability, next, -1, next == GOAL);
  }
}
