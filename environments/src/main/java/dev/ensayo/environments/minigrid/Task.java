package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/** What a task puts into the world, and when it is done. Does not allocate while it is played. */
interface Task extends Stateful {
  /** Columns of the grid, the walls around it included. */
  int width();

  /** Rows of the grid, the walls around it included. */
  int height();

  /** Steps after which an episode is truncated, where a study says nothing else. */
  int stepLimit();

  /** Whether walls hide nothing, where a study says nothing else. */
  default boolean isSeenThrough() {
    return false;
  }

  /** The actions that MiniGrid has for it. */
  default ImmutableIntArray actions() {
    return Action.ALL;
  }

  /** Those that it can need. */
  default ImmutableIntArray usefulActions() {
    return Action.WALKING;
  }

  /** Fills a world that is empty, the agent included. */
  void build(Placer placer);

  /** Carries out an action of an episode that is not over. */
  default Outcome step(Placer placer, int action) {
    return Moves.take(placer.world(), action);
  }

  @Override
  default void saveState(StateWriter out) throws IOException {
    // Most keep nothing between two steps.
  }

  @Override
  default void loadState(StateReader in) throws IOException {
    // Most keep nothing between two steps.
  }
}
