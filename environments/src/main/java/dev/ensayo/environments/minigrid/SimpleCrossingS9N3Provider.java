package dev.ensayo.environments.minigrid;

/** Makes {@link Crossing}, as minigrid-simple-crossing-s9n3 has it. */
public final class SimpleCrossingS9N3Provider extends MinigridProvider {
  public SimpleCrossingS9N3Provider() {
    super(
        "minigrid-simple-crossing-s9n3",
        "MiniGrid: walk to the corner through openings in three walls.",
        () -> new Crossing(Cell.WALL, 3));
  }
}
