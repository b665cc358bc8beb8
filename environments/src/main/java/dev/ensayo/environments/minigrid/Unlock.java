package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;

/** Fetch the key and open the door. */
record Unlock() implements TwoRooms {
  @Override
  public ImmutableIntArray usefulActions() {
    return Action.UNLOCKING;
  }

  @Override
  public void build(Placer placer) {
    TwoRooms.lock(placer, TwoRooms.buildWalls(placer));
  }

  @Override
  public Outcome step(Placer placer, int action) {
    Outcome outcome = Moves.take(placer.world(), action);
    boolean opened = action == Action.TOGGLE && Cell.isOpenDoor(placer.world().front());
    return opened ? Outcome.SUCCEEDS : outcome;
  }
}
