package dev.ensayo.environments.minigrid;

/** Makes {@link DoorKey}, as minigrid-doorkey-8x8 has it. */
public final class DoorKey8x8Provider extends MinigridProvider {
  public DoorKey8x8Provider() {
    super(
        "minigrid-doorkey-8x8",
        "MiniGrid: fetch a key, unlock a door and walk to the corner behind it.",
        () -> new DoorKey(8));
  }
}
