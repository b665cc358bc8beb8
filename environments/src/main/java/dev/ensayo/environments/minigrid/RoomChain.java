package dev.ensayo.environments.minigrid;

/**
 * Rooms of which each shares a door with the one before: room by room at random, and all over again
 * where a next one finds no place.
 *
 * <p>Walls have the numbers of {@link Heading}: a room has its door in the wall on that side.
 */
final class RoomChain {
  private static final int SMALLEST = 4;
  private static final int TRIES = 8;

  private final int grid;
  private final int largest;
  private final int[] left;
  private final int[] top;
  private final int[] columns;
  private final int[] rows;
  private final int[] doorX;
  private final int[] doorY;

  /** In which wall the door of the room is that is placed. */
  private int doorWall;

  private int count;

  /**
   * @param grid cells of a side of the grid
   * @param rooms how many
   * @param largest cells of a side of a room, walls included, at the most
   */
  RoomChain(int grid, int rooms, int largest) {
    this.grid = grid;
    this.largest = largest;
    this.left = new int[rooms];
    this.top = new int[rooms];
    this.columns = new int[rooms];
    this.rows = new int[rooms];
    this.doorX = new int[rooms];
    this.doorY = new int[rooms];
  }

  int rooms() {
    return left.length;
  }

  int left(int room) {
    return left[room];
  }

  int top(int room) {
    return top[room];
  }

  int columns(int room) {
    return columns[room];
  }

  int rows(int room) {
    return rows[room];
  }

  /** Column of the door to the room before; the first has none. */
  int doorX(int room) {
    return doorX[room];
  }

  /** Row of the door to the room before; the first has none. */
  int doorY(int room) {
    return doorY[room];
  }

  void draw(Chance chance) {
    do {
      count = 0;
      doorWall = Heading.LEFT;
      doorX[0] = chance.between(0, grid - 2);
      doorY[0] = chance.between(0, grid - 2);
      drawSize(chance);
      left[0] = doorX[0];
      top[0] = doorY[0];
      boolean placed = fits();
      while (placed) {
        count++;
        placed = count < rooms() && drawNext(chance);
      }
    } while (count < rooms());
  }

  private void drawSize(Chance chance) {
    columns[count] = chance.between(SMALLEST, largest + 1);
    rows[count] = chance.between(SMALLEST, largest + 1);
  }

  /** A room behind a door of the last one. */
  private boolean drawNext(Chance chance) {
    int entrance = doorWall;
    for (int i = 0; i < TRIES; i++) {
      int exit = chance.between(0, Heading.COUNT - 1);
      drawDoor(exit < entrance ? exit : exit + 1, chance);
      drawSize(chance);
      drawPlace(chance);
      if (fits()) {
        return true;
      }
    }
    return false;
  }

  /** In a wall of the last room; for the next one it is the opposite wall. */
  private void drawDoor(int exit, Chance chance) {
    int last = count - 1;
    if (exit == Heading.RIGHT || exit == Heading.LEFT) {
      doorX[count] = left[last] + (exit == Heading.RIGHT ? columns[last] - 1 : 0);
      doorY[count] = top[last] + chance.between(1, rows[last] - 1);
    } else {
      doorX[count] = left[last] + chance.between(1, columns[last] - 1);
      doorY[count] = top[last] + (exit == Heading.DOWN ? rows[last] - 1 : 0);
    }
    doorWall = Heading.turned(exit, 2);
  }

  private void drawPlace(Chance chance) {
    int x = doorX[count];
    int y = doorY[count];
    if (doorWall == Heading.RIGHT || doorWall == Heading.LEFT) {
      left[count] = doorWall == Heading.RIGHT ? x - columns[count] + 1 : x;
      top[count] = chance.between(y - rows[count] + 2, y);
    } else {
      left[count] = chance.between(x - columns[count] + 2, x);
      top[count] = doorWall == Heading.DOWN ? y - rows[count] + 1 : y;
    }
  }

  /** Whether the room that is placed lies on the grid and off all others but the last. */
  private boolean fits() {
    if (left[count] < 0
        || top[count] < 0
        || left[count] + columns[count] > grid
        || top[count] + rows[count] >= grid) {
      return false;
    }
    for (int i = 0; i < count - 1; i++) {
      if (left[count] + columns[count] >= left[i]
          && left[i] + columns[i] > left[count]
          && top[count] + rows[count] >= top[i]
          && top[i] + rows[i] > top[count]) {
        return false;
      }
    }
    return true;
  }
}
