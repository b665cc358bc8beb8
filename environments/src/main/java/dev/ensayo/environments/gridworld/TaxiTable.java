package dev.ensayo.environments.gridworld;

import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;

/**
 * The table of Taxi-v4 of Gymnasium 1.3: fetch a passenger and bring them to their destination.
 *
 * <p>Paper: Dietterich, "Hierarchical reinforcement learning with the MAXQ value function
 * decomposition", Journal of Artificial Intelligence Research 13, 2000, section 2.
 *
 * <p>State: ((row · 5 + column) · 5 + passenger) · 4 + destination, where the places 0 to 3 are R,
 * G, Y, B and passenger 4 rides in the taxi. Actions: 0 south, 1 north, 2 east, 3 west, 4 pick up,
 * 5 drop off. A step pays −1, the right drop-off 20, a wrong pick-up or drop-off −10; leaving the
 * passenger at a wrong one of the four places is allowed.
 *
 * <p>In the rain the outcomes of a move are: straight on, to the left of it, to the right of it. A
 * blocked move stays put in all three.
 */
final class TaxiTable {
  static final int SIZE = 5;
  private static final int PLACES = 4;
  static final int RIDING = 4;
  private static final int STATES = SIZE * SIZE * (PLACES + 1) * PLACES;
  private static final int ACTIONS = 6;
  private static final int PICK_UP = 4;
  private static final GridMove[] MOVES = {
    GridMove.DOWN, GridMove.UP, GridMove.RIGHT, GridMove.LEFT
  };

  /** Cells row · 5 + column of R, G, Y, B. */
  static final int[] PLACE_CELLS = {0, 4, 20, 23};

  /** Between the columns of each row: a wall is |. */
  static final String[] ROWS = {"R: | : :G", " : | : : ", " : : : : ", " | : | : ", "Y| : |B: "};

  private final TaxiConfig config;

  private TaxiTable(TaxiConfig config) {
    this.config = config;
  }

  static TransitionTable of(TaxiConfig config) {
    return new TaxiTable(config).build();
  }

  private TransitionTable build() {
    double[] initial = new double[STATES];
    Outcome[][][] outcomes = new Outcome[STATES][ACTIONS][];
    int starts = SIZE * SIZE * PLACES * (PLACES - 1);
    for (int cell = 0; cell < SIZE * SIZE; cell++) {
      for (int passenger = 0; passenger <= RIDING; passenger++) {
        for (int destination = 0; destination < PLACES; destination++) {
          int s = state(cell, passenger, destination);
          initial[s] = passenger != RIDING && passenger != destination ? 1.0 / starts : 0;
          for (int a = 0; a < MOVES.length; a++) {
            outcomes[s][a] = moves(cell, passenger, destination, MOVES[a]);
          }
          outcomes[s][PICK_UP] = new Outcome[] {pickUp(cell, passenger, destination)};
          outcomes[s][PICK_UP + 1] = new Outcome[] {dropOff(cell, passenger, destination)};
        }
      }
    }
    return new TransitionTable(initial, outcomes);
  }

  static int state(int cell, int passenger, int destination) {
    return (cell * (PLACES + 1) + passenger) * PLACES + destination;
  }

  /** Where the taxi is. */
  static int cell(int state) {
    return state / (PLACES * (PLACES + 1));
  }

  /** Where the passenger is, a place or {@link #RIDING}. */
  static int passenger(int state) {
    return state / PLACES % (PLACES + 1);
  }

  /** The place where the passenger wants to go. */
  static int destination(int state) {
    return state % PLACES;
  }

  private Outcome[] moves(int cell, int passenger, int destination, GridMove move) {
    int straight = drive(cell, move);
    if (!config.rainy()) {
      return new Outcome[] {moved(1, straight, passenger, destination)};
    }
    boolean blocked = straight == cell;
    int left = blocked ? cell : drive(cell, move.turnedLeft());
    int right = blocked ? cell : drive(cell, move.turnedRight());
    double astray = (1 - config.rainyProbability()) / 2;
    return new Outcome[] {
      moved(config.rainyProbability(), straight, passenger, destination),
      moved(astray, left, passenger, destination),
      moved(astray, right, passenger, destination)
    };
  }

  private static Outcome moved(double probability, int cell, int passenger, int destination) {
    return new Outcome(probability, state(cell, passenger, destination), -1, false);
  }

  private static int drive(int cell, GridMove move) {
    int next = move.from(cell, SIZE, SIZE);
    boolean sideways = next / SIZE == cell / SIZE;
    int between = cell % SIZE + next % SIZE;
    return sideways && next != cell && ROWS[cell / SIZE].charAt(between) == '|' ? cell : next;
  }

  private static Outcome pickUp(int cell, int passenger, int destination) {
    boolean here = passenger != RIDING && PLACE_CELLS[passenger] == cell;
    return here
        ? new Outcome(1, state(cell, RIDING, destination), -1, false)
        : new Outcome(1, state(cell, passenger, destination), -10, false);
  }

  private static Outcome dropOff(int cell, int passenger, int destination) {
    if (passenger == RIDING) {
      if (cell == PLACE_CELLS[destination]) {
        return new Outcome(1, state(cell, destination, destination), 20, true);
      }
      for (int place = 0; place < PLACES; place++) {
        if (cell == PLACE_CELLS[place]) {
          return new Outcome(1, state(cell, place, destination), -1, false);
        }
      }
    }
    return new Outcome(1, state(cell, passenger, destination), -10, false);
  }
}
