package dev.ensayo.environments.minigrid;

/** Makes {@link LavaGap}, as minigrid-lava-gap-s7 has it. */
public final class LavaGapS7Provider extends MinigridProvider {
  public LavaGapS7Provider() {
    super(
        "minigrid-lava-gap-s7",
        "MiniGrid: walk to the corner through a gap in a wall of lava.",
        () -> new LavaGap(7));
  }
}
