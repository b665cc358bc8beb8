package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;

/**
 * Fetch a key, unlock the door in the wall, and walk to the corner behind it.
 *
 * @param size of a side, walls included
 */
record DoorKey(int size) implements SquareTask {
  @Override
  public int stepLimit() {
    return 10 * size * size;
  }

  @Override
  public ImmutableIntArray usefulActions() {
    return Action.UNLOCKING;
  }

  @Override
  public void build(Placer placer) {
    World world = placer.world();
    Corner.room(world);
    int wall = placer.chance().between(2, size - 2);
    world.fill(wall, 0, 1, size, Cell.WALL);
    placer.putAgent(0, 0, wall, size);
    int door = placer.chance().between(1, size - 2);
    world.set(wall, door, Cell.door(Cell.YELLOW, Cell.LOCKED));
    placer.put(Cell.key(Cell.YELLOW), 0, 0, wall, size, Placer.OFF_THE_AGENT);
  }
}
