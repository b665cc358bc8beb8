package dev.ensayo.environments.minigrid;

/** Makes {@link MultiRoom}, as minigrid-multi-room-n4-s5 has it. */
public final class MultiRoomN4S5Provider extends MinigridProvider {
  public MultiRoomN4S5Provider() {
    super(
        "minigrid-multi-room-n4-s5",
        "MiniGrid: go through a chain of four rooms behind shut doors.",
        () -> new MultiRoom(4, 5));
  }
}
