package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.stream.IntStream;

/** The rules of a {@link DeepSea}: what each action does in each cell. The same for all copies. */
final class DeepSeaChart {
  private static final double TREASURE = 1;

  private final int size;
  private final boolean stochastic;
  private final double stepCost;
  private final boolean isMapped;
  private final ImmutableIntArray right;

  DeepSeaChart(DeepSeaConfig config) {
    this.size = config.size();
    this.stochastic = config.stochastic();
    this.stepCost = config.moveCost() / size;
    this.isMapped = config.randomizeActions();
    RandomStream mapping = new SeedSequence(config.mappingSeed()).stream("mapping");
    this.right =
        ImmutableIntArray.copyOf(
            IntStream.range(0, size * size).map(cell -> isMapped ? mapping.nextInt(2) : 1));
  }

  int size() {
    return size;
  }

  /** The index of the state below the last row. */
  int ground() {
    return size * size;
  }

  double slipProbability() {
    return 1.0 / size;
  }

  /** Whether an action leads to the right from a cell. */
  boolean isRight(int cell, int action) {
    return action == right.get(cell);
  }

  /**
   * The column that a step leads to.
   *
   * @param carried whether a step to the right fails
   */
  int column(int from, boolean toTheRight, boolean carried) {
    if (toTheRight) {
      return carried ? from : Math.min(size - 1, from + 1);
    }
    return Math.max(0, from - 1);
  }

  /** What a step from a cell pays, without noise; the last column is reached in the last row. */
  double reward(int cell, boolean toTheRight) {
    if (!toTheRight) {
      return 0;
    }
    return (cell % size == size - 1 ? TREASURE : 0) - stepCost;
  }

  /** All of it as a table, without noise on the rewards. */
  TransitionTable table() {
    double[] initial = new double[ground() + 1];
    initial[0] = 1;
    Outcome[][][] outcomes = new Outcome[ground() + 1][DeepSea.ACTIONS][];
    for (int action = 0; action < DeepSea.ACTIONS; action++) {
      for (int cell = 0; cell < ground(); cell++) {
        outcomes[cell][action] = outcomes(cell, isRight(cell, action));
      }
      outcomes[ground()][action] = new Outcome[] {new Outcome(1, ground(), 0, true)};
    }
    return new TransitionTable(initial, outcomes);
  }

  private Outcome[] outcomes(int cell, boolean toTheRight) {
    if (toTheRight && stochastic) {
      return new Outcome[] {
        outcome(1 - slipProbability(), cell, true, false),
        outcome(slipProbability(), cell, true, true)
      };
    }
    return new Outcome[] {outcome(1, cell, toTheRight, false)};
  }

  private Outcome outcome(double probability, int cell, boolean toTheRight, boolean carried) {
    boolean last = cell / size == size - 1;
    int below = (cell / size + 1) * size + column(cell % size, toTheRight, carried);
    return new Outcome(probability, last ? ground() : below, reward(cell, toTheRight), last);
  }

  /** A word for each action. */
  List<String> words() {
    return isMapped ? ImmutableList.of("0", "1") : ImmutableList.of("left", "right");
  }

  /** Where the cells lie that a diver can be in: never further to the right than down. */
  StateMap map() {
    ImmutableIntArray states =
        ImmutableIntArray.copyOf(
            IntStream.range(0, ground())
                .map(cell -> cell % size <= cell / size ? cell : StateMap.NO_STATE));
    return new StateMap(
        size,
        size,
        ImmutableList.of(new StateMap.Board("", states, " ".repeat(ground() - 1) + "$")),
        isMapped ? words() : ImmutableList.of("←", "→"));
  }
}
