package dev.ensayo.environments.minigrid;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;

/** The grid, and the agent on it: x is the column and y the row, both from the upper left. */
final class World implements Stateful {
  /** What is carried where nothing is. */
  static final int NOTHING = 0;

  private static final int NOWHERE = -1;

  private final int width;
  private final int height;

  /** {@link Cell}s, row by row from the top. */
  private final int[] cells;

  private int x;
  private int y;
  private int heading;
  private int carried;

  World(int width, int height) {
    this.width = width;
    this.height = height;
    this.cells = new int[width * height];
    clear();
  }

  /** Empties it; the agent is nowhere and carries nothing. */
  void clear() {
    Arrays.fill(cells, Cell.EMPTY);
    removeAgent();
    heading = Heading.RIGHT;
    carried = NOTHING;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** What is at a place on the grid. */
  int get(int column, int row) {
    return cells[row * width + column];
  }

  void set(int column, int row, int cell) {
    cells[row * width + column] = cell;
  }

  /** What is at a place; beyond the grid are walls. */
  int getOrWall(int column, int row) {
    boolean inside = column >= 0 && column < width && row >= 0 && row < height;
    return inside ? get(column, row) : Cell.WALL;
  }

  /** Copies the cells, row by row from the top. */
  void copyTo(int[] copy) {
    System.arraycopy(cells, 0, copy, 0, cells.length);
  }

  /** Puts the same everywhere into a rectangle. */
  void fill(int left, int top, int columns, int rows, int cell) {
    for (int row = top; row < top + rows; row++) {
      Arrays.fill(cells, row * width + left, row * width + left + columns, cell);
    }
  }

  /** Makes walls of the border of a rectangle. */
  void enclose(int left, int top, int columns, int rows) {
    fill(left, top, columns, 1, Cell.WALL);
    fill(left, top + rows - 1, columns, 1, Cell.WALL);
    fill(left, top, 1, rows, Cell.WALL);
    fill(left + columns - 1, top, 1, rows, Cell.WALL);
  }

  /** Column of the agent. */
  int x() {
    return x;
  }

  /** Row of the agent. */
  int y() {
    return y;
  }

  int heading() {
    return heading;
  }

  void moveAgent(int column, int row) {
    x = column;
    y = row;
  }

  void removeAgent() {
    moveAgent(NOWHERE, NOWHERE);
  }

  void turnAgent(int towards) {
    heading = towards;
  }

  /** Steps along rows and columns from the agent to a place. */
  int distance(int column, int row) {
    return Math.abs(column - x) + Math.abs(row - y);
  }

  /** Column of the cell before the agent. */
  int frontX() {
    return x + Heading.across(heading);
  }

  /** Row of the cell before the agent. */
  int frontY() {
    return y + Heading.downwards(heading);
  }

  /** What is in the cell before the agent. */
  int front() {
    return get(frontX(), frontY());
  }

  void setFront(int cell) {
    set(frontX(), frontY(), cell);
  }

  /** The {@link Cell} that is carried, or {@link #NOTHING}. */
  int carried() {
    return carried;
  }

  void carry(int cell) {
    carried = cell;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(cells);
    out.writeInt(x);
    out.writeInt(y);
    out.writeInt(heading);
    out.writeInt(carried);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(cells);
    x = in.readInt();
    y = in.readInt();
    heading = in.readInt();
    carried = in.readInt();
  }
}
