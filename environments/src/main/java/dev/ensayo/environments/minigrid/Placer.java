package dev.ensayo.environments.minigrid;

/** Puts the agent and things into random free cells: places are drawn until one will do. */
final class Placer {
  /** Cells other than the agent's own. */
  static final int OFF_THE_AGENT = 1;

  /** Cells that do not touch the agent's. */
  static final int AWAY_FROM_THE_AGENT = 2;

  private static final int ENDLESS = Integer.MAX_VALUE;

  private final World world;
  private final Chance chance;
  private int foundX;
  private int foundY;

  Placer(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  World world() {
    return world;
  }

  Chance chance() {
    return chance;
  }

  /** Puts the agent somewhere in a rectangle, looking anywhere. */
  void putAgent(int left, int top, int columns, int rows) {
    world.removeAgent();
    find(left, top, columns, rows, OFF_THE_AGENT, ENDLESS);
    world.moveAgent(foundX, foundY);
    world.turnAgent(chance.between(0, Heading.COUNT));
  }

  /** Puts the agent somewhere on the grid, looking anywhere. */
  void putAgent() {
    putAgent(0, 0, world.width(), world.height());
  }

  /**
   * Puts a thing somewhere in a rectangle.
   *
   * @param distance from the agent, at least
   */
  void put(int thing, int left, int top, int columns, int rows, int distance) {
    put(thing, left, top, columns, rows, distance, ENDLESS);
  }

  /** Puts a thing somewhere on the grid. */
  void put(int thing) {
    put(thing, 0, 0, world.width(), world.height(), OFF_THE_AGENT);
  }

  /**
   * Puts a thing somewhere in a rectangle, unless too many places that are drawn will not do.
   *
   * @return whether it was put
   */
  boolean put(int thing, int left, int top, int columns, int rows, int distance, int tries) {
    if (!find(left, top, columns, rows, distance, tries)) {
      return false;
    }
    world.set(foundX, foundY, thing);
    return true;
  }

  /** Column where the last thing was put. */
  int foundX() {
    return foundX;
  }

  /** Row where the last thing was put. */
  int foundY() {
    return foundY;
  }

  private boolean find(int left, int top, int columns, int rows, int distance, int tries) {
    int right = Math.min(left + columns, world.width());
    int bottom = Math.min(top + rows, world.height());
    for (int i = 0; i < tries; i++) {
      foundX = chance.between(left, right);
      foundY = chance.between(top, bottom);
      if (world.get(foundX, foundY) == Cell.EMPTY && world.distance(foundX, foundY) >= distance) {
        return true;
      }
    }
    return false;
  }
}
