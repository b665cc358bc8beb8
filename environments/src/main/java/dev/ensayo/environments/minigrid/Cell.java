package dev.ensayo.environments.minigrid;

/**
 * What is in a cell, as one number: a type, a colour and a state, each with MiniGrid's numbers.
 *
 * <p>Nothing is allocated for a cell, and two things that look the same are the same.
 */
final class Cell {
  static final int TYPES = 11;
  static final int COLOURS = 6;

  /** Of a door; what is no door has the first. */
  static final int STATES = 3;

  static final int UNSEEN = 0;
  static final int EMPTY = 1;
  static final int TYPE_WALL = 2;
  static final int TYPE_DOOR = 4;
  static final int TYPE_KEY = 5;
  static final int TYPE_BALL = 6;
  static final int TYPE_BOX = 7;
  static final int TYPE_GOAL = 8;
  static final int TYPE_LAVA = 9;
  static final int TYPE_AGENT = 10;

  static final int RED = 0;
  static final int GREEN = 1;
  static final int BLUE = 2;
  static final int PURPLE = 3;
  static final int YELLOW = 4;
  static final int GREY = 5;

  static final int OPEN = 0;
  static final int CLOSED = 1;
  static final int LOCKED = 2;

  static final int WALL = of(TYPE_WALL, GREY, 0);
  static final int GOAL = of(TYPE_GOAL, GREEN, 0);
  static final int LAVA = of(TYPE_LAVA, RED, 0);

  private static final int BITS = 4;
  private static final int MASK = (1 << BITS) - 1;

  private Cell() {}

  static int of(int type, int colour, int state) {
    return type | (colour << BITS) | (state << (2 * BITS));
  }

  static int type(int cell) {
    return cell & MASK;
  }

  static int colour(int cell) {
    return (cell >> BITS) & MASK;
  }

  static int state(int cell) {
    return cell >> (2 * BITS);
  }

  static int door(int colour, int state) {
    return of(TYPE_DOOR, colour, state);
  }

  static int key(int colour) {
    return of(TYPE_KEY, colour, 0);
  }

  static boolean isOpenDoor(int cell) {
    return type(cell) == TYPE_DOOR && state(cell) == OPEN;
  }

  /** Whether the agent can walk onto it. */
  static boolean isEnterable(int cell) {
    return cell == EMPTY || cell == GOAL || cell == LAVA || isOpenDoor(cell);
  }

  /** Whether it can be picked up. */
  static boolean isPortable(int cell) {
    int type = type(cell);
    return type >= TYPE_KEY && type <= TYPE_BOX;
  }

  /** Whether one can see what is behind it. */
  static boolean isTransparent(int cell) {
    return cell != WALL && (type(cell) != TYPE_DOOR || state(cell) == OPEN);
  }
}
