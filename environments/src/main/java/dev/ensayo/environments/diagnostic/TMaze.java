package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sign at the start of a corridor says which way to turn at its end, where it cannot be seen any
 * more: does an agent remember, as long as it takes to walk there?
 *
 * <p>Paper: Bakker, "Reinforcement Learning with Long Short-Term Memory", NIPS 2001, section 4.
 * Actions: 0 north, 1 east, 2 south, 3 west. The right turn at the junction pays 4, the wrong one
 * −0.1; both end the episode. Against a wall one stands still, which pays −0.1; another step pays
 * 0. Observation {@code [3]}: 011 at the start if the goal lies in the north, 110 if in the south,
 * 101 in the corridor, 010 at the junction, 000 beyond it.
 */
final class TMaze extends TaskInTwoForms {
  /** Name of the environment. */
  static final String NAME = "t-maze";

  private static final int PLACE = 0;
  private static final int GOAL = 1;
  private static final int TURNED = 2;
  private static final int NOT_YET = -1;
  private static final int NORTH = 0;
  private static final int EAST = 1;
  private static final int SOUTH = 2;
  private static final double GOAL_PAYS = 4;
  private static final double MISTAKE_PAYS = -0.1;
  private static final ImmutableList<String> ACTIONS =
      ImmutableList.of("north", "east", "south", "west");

  /** What is seen, three bits each, the first one the highest: both signs, corridor, junction. */
  private static final int[] SIGHTS = {0b011, 0b110, 0b101, 0b010, 0b000};

  private final int corridor;

  TMaze(TMazeConfig config, RandomStream random) {
    super(NAME, spec(config), 3, random);
    this.corridor = config.corridor();
  }

  /** The shapes, without the time limit. */
  static DecisionProcessSpec spec(TMazeConfig config) {
    return new DecisionProcessSpec(
        observation(config.observation(), ObservationSpec.bits(3), SIGHTS.length),
        ACTIONS.size(),
        0,
        OptionalDouble.empty(),
        false);
  }

  @Override
  void begin() {
    state[PLACE] = 0;
    state[GOAL] = random.nextInt(2) == 0 ? NORTH : SOUTH;
    state[TURNED] = NOT_YET;
  }

  @Override
  double advance(int action) {
    boolean turns = action == NORTH || action == SOUTH;
    if (turns && state[PLACE] == corridor) {
      state[TURNED] = action;
      return action == state[GOAL] ? GOAL_PAYS : MISTAKE_PAYS;
    }
    int next = turns ? state[PLACE] : state[PLACE] + (action == EAST ? 1 : -1);
    if (turns || next < 0 || next > corridor) {
      return MISTAKE_PAYS;
    }
    state[PLACE] = next;
    return 0;
  }

  @Override
  boolean isOver() {
    return state[TURNED] != NOT_YET;
  }

  @Override
  int index() {
    if (isOver()) {
      return 4;
    }
    if (state[PLACE] == 0) {
      return state[GOAL] == NORTH ? 0 : 1;
    }
    return state[PLACE] == corridor ? 3 : 2;
  }

  @Override
  void features(float[] into) {
    int sight = SIGHTS[index()];
    into[0] = sight >> 2;
    into[1] = (sight >> 1) & 1;
    into[2] = sight & 1;
  }

  @Override
  public Optional<Drawing> drawing() {
    Board board =
        new Board(
            3,
            corridor + 1,
            ACTIONS,
            ImmutableList.of(
                new Stage.LegendItem(Ink.ORANGE, "agent"),
                new Stage.LegendItem(Ink.GREEN, "goal"),
                new Stage.LegendItem(Ink.GREY, "wall")));
    return Optional.of(board.drawing(this::pieces));
  }

  private List<Board.Piece> pieces() {
    int columns = corridor + 1;
    int goal = (state[GOAL] == NORTH ? 0 : 2) * columns + corridor;
    int row = isOver() ? (state[TURNED] == NORTH ? 0 : 2) : 1;
    ImmutableList.Builder<Board.Piece> pieces = ImmutableList.builder();
    for (int place = 0; place < corridor; place++) {
      pieces.add(new Board.Piece(place, '#', Ink.GREY));
      pieces.add(new Board.Piece(2 * columns + place, '#', Ink.GREY));
    }
    return pieces
        .add(new Board.Piece(goal, 'G', Ink.GREEN))
        .add(new Board.Piece(row * columns + state[PLACE], '@', Ink.ORANGE))
        .build();
  }
}
