package dev.ensayo.environments.minigrid;

/** Makes {@link Unlock}, as minigrid-unlock has it. */
public final class UnlockProvider extends MinigridProvider {
  public UnlockProvider() {
    super("minigrid-unlock", "MiniGrid: fetch a key and open a door.", Unlock::new);
  }
}
