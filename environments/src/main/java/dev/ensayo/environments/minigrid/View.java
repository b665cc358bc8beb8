package dev.ensayo.environments.minigrid;

/**
 * What the agent sees: a square before it, turned so that it stands in the middle of the lowest row
 * and looks up. In place of itself it sees what it carries.
 */
final class View implements Scenery {
  private final int size;
  private final boolean throughWalls;
  private final int[] cells;
  private final Visibility visibility;

  /**
   * @param size of a side, odd
   * @param throughWalls whether walls and shut doors hide nothing
   */
  View(int size, boolean throughWalls) {
    this.size = size;
    this.throughWalls = throughWalls;
    this.cells = new int[size * size];
    this.visibility = new Visibility(size);
  }

  @Override
  public int width() {
    return size;
  }

  @Override
  public int height() {
    return size;
  }

  @Override
  public int[] look(World world) {
    int across = Heading.across(world.heading());
    int downwards = Heading.downwards(world.heading());
    // To the right of the agent is (−downwards, across).
    int left = size / 2;
    for (int row = 0; row < size; row++) {
      int ahead = size - 1 - row;
      int x = world.x() + ahead * across + left * downwards;
      int y = world.y() + ahead * downwards - left * across;
      for (int column = 0; column < size; column++) {
        cells[row * size + column] = world.getOrWall(x, y);
        x -= downwards;
        y += across;
      }
    }
    if (!throughWalls) {
      visibility.hide(cells);
    }
    int carried = world.carried();
    cells[(size - 1) * size + left] = carried == World.NOTHING ? Cell.EMPTY : carried;
    return cells;
  }

  @Override
  public boolean shows(World world, int x, int y) {
    int across = Heading.across(world.heading());
    int downwards = Heading.downwards(world.heading());
    int row = size - 1 - (x - world.x()) * across - (y - world.y()) * downwards;
    int column = size / 2 - (x - world.x()) * downwards + (y - world.y()) * across;
    return row >= 0
        && row < size
        && column >= 0
        && column < size
        && cells[row * size + column] != Cell.UNSEEN;
  }
}
