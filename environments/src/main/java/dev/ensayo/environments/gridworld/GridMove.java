package dev.ensayo.environments.gridworld;

/** One step on a grid whose cells are numbered row by row from the top. */
enum GridMove {
  LEFT(0, -1),
  DOWN(1, 0),
  RIGHT(0, 1),
  UP(-1, 0);

  private final int rows;
  private final int columns;

  GridMove(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** The cell the move leads to; at the edge it is the same cell. */
  int from(int cell, int height, int width) {
    int row = Math.min(Math.max(cell / width + rows, 0), height - 1);
    int column = Math.min(Math.max(cell % width + columns, 0), width - 1);
    return row * width + column;
  }

  /** A quarter turn to the left of where this goes. */
  GridMove turnedLeft() {
    return switch (this) {
      case LEFT -> DOWN;
      case DOWN -> RIGHT;
      case RIGHT -> UP;
      case UP -> LEFT;
    };
  }

  /** A quarter turn to the right of where this goes. */
  GridMove turnedRight() {
    return switch (this) {
      case LEFT -> UP;
      case UP -> RIGHT;
      case RIGHT -> DOWN;
      case DOWN -> LEFT;
    };
  }
}
