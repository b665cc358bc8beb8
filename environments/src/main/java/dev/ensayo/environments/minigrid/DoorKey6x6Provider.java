package dev.ensayo.environments.minigrid;

/** Makes {@link DoorKey}, as minigrid-doorkey-6x6 has it. */
public final class DoorKey6x6Provider extends MinigridProvider {
  public DoorKey6x6Provider() {
    super(
        "minigrid-doorkey-6x6",
        "MiniGrid: fetch a key, unlock a door and walk to the corner behind it.",
        () -> new DoorKey(6));
  }
}
