package dev.ensayo.environments.minigrid;

/** Makes {@link Crossing}, as minigrid-lava-crossing-s9n2 has it. */
public final class LavaCrossingS9N2Provider extends MinigridProvider {
  public LavaCrossingS9N2Provider() {
    super(
        "minigrid-lava-crossing-s9n2",
        "MiniGrid: walk to the corner over two rivers of lava.",
        () -> new Crossing(Cell.LAVA, 2));
  }
}
