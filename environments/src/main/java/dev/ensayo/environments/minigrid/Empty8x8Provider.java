package dev.ensayo.environments.minigrid;

/** Makes {@link EmptyRoom}, as minigrid-empty-8x8 has it. */
public final class Empty8x8Provider extends MinigridProvider {
  public Empty8x8Provider() {
    super(
        "minigrid-empty-8x8",
        "MiniGrid: walk through an empty room to the opposite corner.",
        () -> new EmptyRoom(8, false));
  }
}
