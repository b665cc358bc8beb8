package dev.ensayo.environments.minigrid;

/** Makes {@link FourRooms}, as minigrid-four-rooms has it. */
public final class FourRoomsProvider extends MinigridProvider {
  public FourRoomsProvider() {
    super("minigrid-four-rooms", "MiniGrid: find the goal in one of four rooms.", FourRooms::new);
  }
}
