package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;

/** Fetch the key, open the door, put the key down and pick up the box behind the door. */
record UnlockPickup() implements TwoRooms {
  @Override
  public ImmutableIntArray usefulActions() {
    return ImmutableIntArray.of(
        Action.TURN_LEFT,
        Action.TURN_RIGHT,
        Action.FORWARD,
        Action.PICK_UP,
        Action.DROP,
        Action.TOGGLE);
  }

  @Override
  public void build(Placer placer) {
    int door = TwoRooms.buildWalls(placer);
    TwoRooms.putBehindTheDoor(placer, Cell.of(Cell.TYPE_BOX, Palette.draw(placer.chance()), 0));
    TwoRooms.lock(placer, door);
  }

  @Override
  public Outcome step(Placer placer, int action) {
    Outcome outcome = Moves.take(placer.world(), action);
    boolean holdsTheBox = Cell.type(placer.world().carried()) == Cell.TYPE_BOX;
    return holdsTheBox ? Outcome.SUCCEEDS : outcome;
  }
}
