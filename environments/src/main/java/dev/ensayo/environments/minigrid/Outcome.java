package dev.ensayo.environments.minigrid;

/** What a step did to the episode. */
enum Outcome {
  GOES_ON,
  /** The task is done. */
  SUCCEEDS,
  /** Over, for nothing. */
  FAILS,
  /** Over, and punished. */
  COLLIDES;

  private static final double LOST_BY_THE_LAST_STEP = 0.9;

  /**
   * What is paid: for success the more, the fewer steps it took.
   *
   * @param steps taken in this episode
   * @param limit of steps
   */
  double reward(int steps, int limit) {
    if (this == SUCCEEDS) {
      return 1 - LOST_BY_THE_LAST_STEP * ((double) steps / limit);
    }
    return this == COLLIDES ? -1 : 0;
  }
}
