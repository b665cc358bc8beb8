package dev.ensayo.environments.minigrid;

/** Two rooms beside each other, a locked door between them, and its key in the left one. */
interface TwoRooms extends Task {
  int WIDTH = 11;
  int HEIGHT = 6;

  /** Column of the wall between them, which belongs to both. */
  int MIDDLE = 5;

  int ROOM = MIDDLE + 1;

  @Override
  default int width() {
    return WIDTH;
  }

  @Override
  default int height() {
    return HEIGHT;
  }

  @Override
  default int stepLimit() {
    return 288;
  }

  /**
   * Builds the walls. Until it is put elsewhere the agent stands in the middle of the right room,
   * which keeps things away from there.
   *
   * @return the row of the door
   */
  static int buildWalls(Placer placer) {
    World world = placer.world();
    world.enclose(0, 0, ROOM, HEIGHT);
    world.enclose(MIDDLE, 0, ROOM, HEIGHT);
    world.moveAgent(MIDDLE + ROOM / 2, HEIGHT / 2);
    return placer.chance().between(1, HEIGHT - 1);
  }

  /** Puts a thing into the right room. */
  static void putBehindTheDoor(Placer placer, int thing) {
    placer.put(thing, MIDDLE, 0, ROOM, HEIGHT, Placer.AWAY_FROM_THE_AGENT);
  }

  /** Locks the door and puts the key and the agent into the left room. */
  static void lock(Placer placer, int row) {
    int colour = Palette.draw(placer.chance());
    placer.world().set(MIDDLE, row, Cell.door(colour, Cell.LOCKED));
    placer.put(Cell.key(colour), 0, 0, ROOM, HEIGHT, Placer.AWAY_FROM_THE_AGENT);
    do {
      placer.putAgent(0, 0, ROOM, HEIGHT);
    } while (placer.world().front() != Cell.EMPTY && placer.world().front() != Cell.WALL);
  }
}
