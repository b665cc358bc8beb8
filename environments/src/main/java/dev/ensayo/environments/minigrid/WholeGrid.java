package dev.ensayo.environments.minigrid;

/** The whole grid, with the agent on it, whose state is where it looks. */
final class WholeGrid implements Scenery {
  private final int width;
  private final int height;
  private final int[] cells;

  WholeGrid(int width, int height) {
    this.width = width;
    this.height = height;
    this.cells = new int[width * height];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int[] look(World world) {
    world.copyTo(cells);
    cells[world.y() * width + world.x()] = Cell.of(Cell.TYPE_AGENT, Cell.RED, world.heading());
    return cells;
  }

  @Override
  public boolean shows(World world, int x, int y) {
    return true;
  }
}
