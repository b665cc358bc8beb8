package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.random.RandomStream;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A diver sinks through N rows and is to reach the treasure in the right corner, though each step
 * to the right costs something: does an agent explore deeply? Only one of 2^N ways leads there, so
 * random actions need about 2^N episodes to find it.
 *
 * <p>Osband et al. 2020, experiments {@code deep_sea} and {@code deep_sea_stochastic}; first in
 * Osband, Van Roy, Russo and Wen, "Deep Exploration via Randomized Value Functions", JMLR 20, 2019,
 * section 4.1. An episode has N steps and starts in the left corner. The observation is the index
 * of the cell, row by row from the top, and N² at the ground. Which of the two actions leads to the
 * right is drawn for each cell. A step to the right costs {@code moveCost} / N; one from the last
 * cell of the last row pays 1.
 */
final class DeepSea extends DiagnosticTask {
  /** Name of the environment. */
  static final String NAME = "deep-sea";

  static final int ACTIONS = 2;
  private static final int ROW = 0;
  private static final int COLUMN = 1;
  private static final int COLUMN_BEFORE = 2;

  private final DeepSeaChart chart;
  private final boolean stochastic;

  /**
   * @param chart the one of these settings
   */
  DeepSea(DeepSeaConfig config, DeepSeaChart chart, RandomStream random) {
    super(NAME, spec(config), 3, random);
    this.chart = chart;
    this.stochastic = config.stochastic();
  }

  /** There is a table where it says all: without noise. */
  static DecisionProcessSpec spec(DeepSeaConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.discrete(config.size() * config.size() + 1),
        ACTIONS,
        0,
        OptionalDouble.empty(),
        !config.stochastic());
  }

  @Override
  void begin() {
    state[ROW] = 0;
    state[COLUMN] = 0;
    state[COLUMN_BEFORE] = 0;
  }

  @Override
  double advance(int action) {
    int from = index();
    boolean right = chart.isRight(from, action);
    boolean carried = right && stochastic && random.nextDouble() < chart.slipProbability();
    state[COLUMN_BEFORE] = state[COLUMN];
    state[COLUMN] = chart.column(state[COLUMN], right, carried);
    state[ROW]++;
    return chart.reward(from, right);
  }

  @Override
  boolean isOver() {
    return state[ROW] == chart.size();
  }

  @Override
  double noise() {
    boolean outer = state[COLUMN_BEFORE] == 0 || state[COLUMN_BEFORE] == chart.size() - 1;
    return stochastic && isOver() && outer ? random.nextGaussian() : 0;
  }

  private int index() {
    return isOver() ? chart.ground() : state[ROW] * chart.size() + state[COLUMN];
  }

  @Override
  void show(float[] into) {
    into[0] = index();
  }

  @Override
  public Optional<TransitionTable> transitionTable() {
    return spec().hasTransitionTable() ? Optional.of(chart.table()) : Optional.empty();
  }

  @Override
  public Optional<Drawing> drawing() {
    Board board =
        new Board(
            chart.size(),
            chart.size(),
            chart.words(),
            ImmutableList.of(
                new Stage.LegendItem(Ink.ORANGE, "diver"),
                new Stage.LegendItem(Ink.GOLD, "treasure")),
            Optional.of(chart.map()));
    int treasure = chart.ground() - 1;
    return Optional.of(
        board.drawing(
            () -> {
              Board.Piece gold = new Board.Piece(treasure, '$', Ink.GOLD);
              return isOver()
                  ? ImmutableList.of(gold)
                  : ImmutableList.of(gold, new Board.Piece(index(), '@', Ink.ORANGE));
            }));
  }
}
