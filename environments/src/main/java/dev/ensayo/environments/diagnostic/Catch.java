package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ball falls, a paddle in the last row is to be under it: does an agent learn what a picture
 * means, and what to do about it some steps later?
 *
 * <p>Osband et al. 2020, experiment {@code catch}. The ball starts in a column of the first row,
 * each equally likely, and falls one row a step; the paddle starts in the middle. The last step
 * pays 1 if the ball is caught and −1 if not, the others 0. Actions: 0 left, 1 stay, 2 right.
 */
final class Catch extends TaskInTwoForms {
  /** Name of the environment. */
  static final String NAME = "catch";

  private static final int BALL_ROW = 0;
  private static final int BALL_COLUMN = 1;
  private static final int PADDLE = 2;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("left", "stay", "right");

  private final int rows;
  private final int columns;

  Catch(CatchConfig config, RandomStream random) {
    super(NAME, spec(config), 3, random);
    this.rows = config.rows();
    this.columns = config.columns();
  }

  static DecisionProcessSpec spec(CatchConfig config) {
    int cells = config.rows() * config.columns();
    return new DecisionProcessSpec(
        observation(
            config.observation(),
            ObservationSpec.bits(1, config.rows(), config.columns()),
            cells * config.columns()),
        ACTIONS.size(),
        0,
        OptionalDouble.empty(),
        false);
  }

  @Override
  void begin() {
    state[BALL_ROW] = 0;
    state[BALL_COLUMN] = random.nextInt(columns);
    state[PADDLE] = columns / 2;
  }

  @Override
  double advance(int action) {
    state[PADDLE] = Math.max(0, Math.min(columns - 1, state[PADDLE] + action - 1));
    state[BALL_ROW]++;
    if (!isOver()) {
      return 0;
    }
    return state[PADDLE] == state[BALL_COLUMN] ? 1 : -1;
  }

  @Override
  boolean isOver() {
    return state[BALL_ROW] == rows - 1;
  }

  @Override
  int index() {
    return ball() * columns + state[PADDLE];
  }

  @Override
  void features(float[] into) {
    into[ball()] = 1;
    into[paddle()] = 1;
  }

  private int ball() {
    return state[BALL_ROW] * columns + state[BALL_COLUMN];
  }

  private int paddle() {
    return (rows - 1) * columns + state[PADDLE];
  }

  @Override
  public Optional<Drawing> drawing() {
    Board board =
        new Board(
            rows,
            columns,
            ACTIONS,
            ImmutableList.of(
                new Stage.LegendItem(Ink.ORANGE, "ball"),
                new Stage.LegendItem(Ink.BLUE, "paddle")));
    return Optional.of(
        board.drawing(
            () ->
                ImmutableList.of(
                    new Board.Piece(paddle(), '=', Ink.BLUE),
                    new Board.Piece(ball(), 'o', Ink.ORANGE))));
  }
}
