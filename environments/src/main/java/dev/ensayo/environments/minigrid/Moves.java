package dev.ensayo.environments.minigrid;

/** What the actions do to the world, in every task. */
final class Moves {
  private Moves() {}

  /** Carries out an action; what cannot be done changes nothing. */
  static Outcome take(World world, int action) {
    switch (action) {
      case Action.TURN_LEFT -> world.turnAgent(Heading.turned(world.heading(), -1));
      case Action.TURN_RIGHT -> world.turnAgent(Heading.turned(world.heading(), 1));
      case Action.FORWARD -> {
        return walk(world);
      }
      case Action.PICK_UP -> pickUp(world);
      case Action.DROP -> drop(world);
      case Action.TOGGLE -> toggle(world);
      default -> {
        // Done: nothing.
      }
    }
    return Outcome.GOES_ON;
  }

  private static Outcome walk(World world) {
    int ahead = world.front();
    if (Cell.isEnterable(ahead)) {
      world.moveAgent(world.frontX(), world.frontY());
      if (ahead == Cell.GOAL) {
        return Outcome.SUCCEEDS;
      }
      if (ahead == Cell.LAVA) {
        return Outcome.FAILS;
      }
    }
    return Outcome.GOES_ON;
  }

  private static void pickUp(World world) {
    int ahead = world.front();
    if (world.carried() == World.NOTHING && Cell.isPortable(ahead)) {
      world.carry(ahead);
      world.setFront(Cell.EMPTY);
    }
  }

  private static void drop(World world) {
    if (world.carried() != World.NOTHING && world.front() == Cell.EMPTY) {
      world.setFront(world.carried());
      world.carry(World.NOTHING);
    }
  }

  /** Opens or shuts a door, unlocks it with a key of its colour; a box falls apart. */
  private static void toggle(World world) {
    int ahead = world.front();
    int colour = Cell.colour(ahead);
    if (Cell.type(ahead) == Cell.TYPE_BOX) {
      world.setFront(Cell.EMPTY);
    } else if (Cell.type(ahead) == Cell.TYPE_DOOR) {
      switch (Cell.state(ahead)) {
        case Cell.OPEN -> world.setFront(Cell.door(colour, Cell.CLOSED));
        case Cell.CLOSED -> world.setFront(Cell.door(colour, Cell.OPEN));
        default -> {
          if (world.carried() == Cell.key(colour)) {
            world.setFront(Cell.door(colour, Cell.OPEN));
          }
        }
      }
    }
  }
}
