package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;

/** Go through a chain of rooms behind shut doors to the goal in the last. */
final class MultiRoom implements SquareTask {
  private static final int SIZE = 25;

  private final RoomChain rooms;

  /**
   * @param rooms how many
   * @param largest cells of a side of a room, walls included, at the most
   */
  MultiRoom(int rooms, int largest) {
    this.rooms = new RoomChain(SIZE, rooms, largest);
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int stepLimit() {
    return 20 * rooms.rooms();
  }

  @Override
  public ImmutableIntArray usefulActions() {
    return ImmutableIntArray.of(Action.TURN_LEFT, Action.TURN_RIGHT, Action.FORWARD, Action.TOGGLE);
  }

  @Override
  public void build(Placer placer) {
    World world = placer.world();
    Chance chance = placer.chance();
    chance.between(rooms.rooms(), rooms.rooms() + 1); // How many, which MiniGrid draws.
    rooms.draw(chance);
    int colour = Cell.UNSEEN;
    for (int i = 0; i < rooms.rooms(); i++) {
      world.enclose(rooms.left(i), rooms.top(i), rooms.columns(i), rooms.rows(i));
      if (i > 0) {
        colour = i == 1 ? Palette.draw(chance) : Palette.drawOther(chance, colour);
        world.set(rooms.doorX(i), rooms.doorY(i), Cell.door(colour, Cell.CLOSED));
      }
    }
    placer.putAgent(rooms.left(0), rooms.top(0), rooms.columns(0), rooms.rows(0));
    int last = rooms.rooms() - 1;
    placer.put(
        Cell.GOAL,
        rooms.left(last),
        rooms.top(last),
        rooms.columns(last),
        rooms.rows(last),
        Placer.OFF_THE_AGENT);
  }
}
