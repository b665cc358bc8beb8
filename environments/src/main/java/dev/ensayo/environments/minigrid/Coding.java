package dev.ensayo.environments.minigrid;

import dev.ensayo.core.environment.ObservationSpec;

/** How what is shown becomes numbers. */
interface Coding {
  ObservationSpec spec();

  /**
   * Numbers of what is shown.
   *
   * @param cells {@link Cell}s, row by row
   * @param heading of the agent
   * @return as {@link #spec} says; shared
   */
  float[] encode(int[] cells, int heading);
}
