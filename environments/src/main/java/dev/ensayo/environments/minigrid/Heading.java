package dev.ensayo.environments.minigrid;

/** Where the agent looks, with MiniGrid's numbers: a quarter turn to the right is one more. */
final class Heading {
  static final int RIGHT = 0;
  static final int DOWN = 1;
  static final int LEFT = 2;
  static final int UP = 3;
  static final int COUNT = 4;

  private static final int[] ACROSS = {1, 0, -1, 0};
  private static final int[] DOWNWARDS = {0, 1, 0, -1};

  private Heading() {}

  /** Columns that a step forward goes to the right. */
  static int across(int heading) {
    return ACROSS[heading];
  }

  /** Rows that a step forward goes down. */
  static int downwards(int heading) {
    return DOWNWARDS[heading];
  }

  /** After quarter turns to the right. */
  static int turned(int heading, int quarters) {
    return (heading + quarters) & (COUNT - 1);
  }
}
