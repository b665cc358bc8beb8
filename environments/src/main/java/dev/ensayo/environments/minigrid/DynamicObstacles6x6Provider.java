package dev.ensayo.environments.minigrid;

/** Makes {@link DynamicObstacles}, as minigrid-dynamic-obstacles-6x6 has it. */
public final class DynamicObstacles6x6Provider extends MinigridProvider {
  public DynamicObstacles6x6Provider() {
    super(
        "minigrid-dynamic-obstacles-6x6",
        "MiniGrid: walk to the corner among balls that roll about.",
        () -> new DynamicObstacles(6, 3));
  }
}
