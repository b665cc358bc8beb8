package dev.ensayo.environments.minigrid;

/** Find the goal in one of four rooms that are joined by a gap in each wall. */
record FourRooms() implements SquareTask {
  private static final int SIZE = 19;
  private static final int HALF = SIZE / 2;

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int stepLimit() {
    return 100;
  }

  @Override
  public void build(Placer placer) {
    World world = placer.world();
    Chance chance = placer.chance();
    world.enclose(0, 0, SIZE, SIZE);
    world.fill(HALF, 0, 1, SIZE, Cell.WALL);
    world.fill(0, HALF, SIZE, 1, Cell.WALL);
    world.set(HALF, chance.between(1, HALF), Cell.EMPTY);
    world.set(chance.between(1, HALF), HALF, Cell.EMPTY);
    world.set(chance.between(HALF + 1, SIZE - 1), HALF, Cell.EMPTY);
    world.set(HALF, chance.between(HALF + 1, SIZE - 1), Cell.EMPTY);
    placer.putAgent();
    placer.put(Cell.GOAL);
  }
}
