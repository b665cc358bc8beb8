package dev.ensayo.environments.minigrid;

/**
 * Walk to the corner through the gap in a wall of lava.
 *
 * @param size of a side, walls included
 */
record LavaGap(int size) implements SquareTask {
  @Override
  public void build(Placer placer) {
    World world = placer.world();
    Corner.room(world);
    Corner.start(world);
    int column = placer.chance().between(2, size - 2);
    int row = placer.chance().between(1, size - 1);
    world.fill(column, 1, 1, size - 2, Cell.LAVA);
    world.set(column, row, Cell.EMPTY);
  }
}
