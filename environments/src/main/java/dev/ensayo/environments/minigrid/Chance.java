package dev.ensayo.environments.minigrid;

import dev.ensayo.core.checkpoint.Stateful;

/** What a task draws from. */
interface Chance extends Stateful {
  /** A whole number in {@code [low, high)}; a draw is taken also where there is but one. */
  int between(int low, int high);

  /** Puts the first {@code count} items into an order of which each is equally likely. */
  void shuffle(int[] items, int count);
}
