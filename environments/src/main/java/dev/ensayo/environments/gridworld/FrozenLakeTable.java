package dev.ensayo.environments.gridworld;

import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import java.util.List;

/**
 * The table of FrozenLake-v1 of Gymnasium 1.3: cross a lake of ice and holes to the goal.
 *
 * <p>States are the cells, row by row from the top. Actions: 0 left, 1 down, 2 right, 3 up. On
 * slippery ice the outcomes are the moves (a − 1) mod 4, a, (a + 1) mod 4, the middle one with
 * {@code successRate} and the others with half of the rest each. Holes and goals end the episode
 * and lead to themselves for nothing.
 */
final class FrozenLakeTable {
  private static final GridMove[] MOVES = {
    GridMove.LEFT, GridMove.DOWN, GridMove.RIGHT, GridMove.UP
  };

  private final FrozenLakeConfig config;
  private final List<String> rows;
  private final int width;

  private FrozenLakeTable(FrozenLakeConfig config) {
    this.config = config;
    this.rows = config.map().rows();
    this.width = rows.get(0).length();
  }

  static TransitionTable of(FrozenLakeConfig config) {
    return new FrozenLakeTable(config).build();
  }

  private TransitionTable build() {
    int states = rows.size() * width;
    Outcome[][][] outcomes = new Outcome[states][MOVES.length][];
    double[] initial = new double[states];
    long starts = rows.stream().flatMapToInt(String::chars).filter(cell -> cell == 'S').count();
    for (int s = 0; s < states; s++) {
      initial[s] = letter(s) == 'S' ? 1.0 / starts : 0;
      for (int a = 0; a < MOVES.length; a++) {
        outcomes[s][a] = outcomes(s, a);
      }
    }
    return new TransitionTable(initial, outcomes);
  }

  private Outcome[] outcomes(int state, int action) {
    if (isEnd(state)) {
      return new Outcome[] {new Outcome(1, state, 0, true)};
    }
    if (!config.slippery()) {
      return new Outcome[] {outcome(1, state, action)};
    }
    double slip = (1 - config.successRate()) / 2;
    return new Outcome[] {
      outcome(slip, state, (action + 3) % MOVES.length),
      outcome(config.successRate(), state, action),
      outcome(slip, state, (action + 1) % MOVES.length)
    };
  }

  private Outcome outcome(double probability, int state, int direction) {
    int next = MOVES[direction].from(state, rows.size(), width);
    double reward;
    if (letter(next) == 'G') {
      reward = config.rewardSchedule().goal();
    } else if (letter(next) == 'H') {
      reward = config.rewardSchedule().hole();
    } else {
      reward = config.rewardSchedule().other();
    }
    return new Outcome(probability, next, reward, isEnd(next));
  }

  private boolean isEnd(int state) {
    return letter(state) == 'G' || letter(state) == 'H';
  }

  private char letter(int state) {
    return rows.get(state / width).charAt(state % width);
  }
}
