package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.Stateful;
import java.util.random.RandomGenerator;

/**
 * The rules of one game on a board of 10 by 10 cells, x being the column and y the row, both from
 * the upper left. Does not allocate while it is played.
 */
interface Game extends Stateful {
  /** What a player may do; what a game has no use for does nothing. */
  int NOTHING = 0;

  int LEFT = 1;
  int UP = 2;
  int RIGHT = 3;
  int DOWN = 4;
  int FIRE = 5;

  /** How many actions there are. */
  int ACTIONS = 6;

  /** Number of channels of what it shows. */
  int channels();

  /** The channels that are drawn, from the bottom to the top. */
  ImmutableList<Channel> look();

  /** Begins an episode. */
  void reset(RandomGenerator random);

  /**
   * Plays a step of an episode that is not over. Reaching its end does not cut the step short.
   *
   * @return the reward
   */
  int step(int action, RandomGenerator random);

  /** Whether the episode is over. */
  boolean isOver();

  /** Shows the board; the frame is clear before. */
  void show(Frame frame);

  /** A column that a player moves to, not beyond the edge. */
  static int movedAcross(int x, int action) {
    return switch (action) {
      case LEFT -> Math.max(0, x - 1);
      case RIGHT -> Math.min(Frame.SIZE - 1, x + 1);
      default -> x;
    };
  }
}
