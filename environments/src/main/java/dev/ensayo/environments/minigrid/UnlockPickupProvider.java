package dev.ensayo.environments.minigrid;

/** Makes {@link UnlockPickup}, as minigrid-unlock-pickup has it. */
public final class UnlockPickupProvider extends MinigridProvider {
  public UnlockPickupProvider() {
    super(
        "minigrid-unlock-pickup",
        "MiniGrid: fetch a key, open a door and pick up the box behind it.",
        UnlockPickup::new);
  }
}
