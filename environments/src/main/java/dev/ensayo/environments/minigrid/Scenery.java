package dev.ensayo.environments.minigrid;

/** What of the world is shown. */
interface Scenery {
  int width();

  int height();

  /**
   * Looks at the world.
   *
   * @return {@link Cell}s, row by row from the top; shared
   */
  int[] look(World world);

  /** Whether the last look at the world, which has not changed since, showed a place. */
  boolean shows(World world, int x, int y);
}
