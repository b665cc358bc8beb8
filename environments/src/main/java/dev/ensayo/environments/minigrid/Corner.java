package dev.ensayo.environments.minigrid;

/** A room from one corner of which one walks to the other. */
final class Corner {
  private Corner() {}

  /** Walls all around, the goal in the lower right corner. */
  static void room(World world) {
    world.enclose(0, 0, world.width(), world.height());
    world.set(world.width() - 2, world.height() - 2, Cell.GOAL);
  }

  /** The agent in the upper left corner, looking to the right. */
  static void start(World world) {
    world.moveAgent(1, 1);
    world.turnAgent(Heading.RIGHT);
  }
}
