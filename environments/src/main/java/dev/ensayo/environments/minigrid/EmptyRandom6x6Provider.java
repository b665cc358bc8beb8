package dev.ensayo.environments.minigrid;

/** Makes {@link EmptyRoom}, as minigrid-empty-random-6x6 has it. */
public final class EmptyRandom6x6Provider extends MinigridProvider {
  public EmptyRandom6x6Provider() {
    super(
        "minigrid-empty-random-6x6",
        "MiniGrid: walk through an empty room to the corner from anywhere.",
        () -> new EmptyRoom(6, true));
  }
}
