package dev.ensayo.environments.minigrid;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/** What an agent may do, with MiniGrid's numbers. */
final class Action {
  static final int TURN_LEFT = 0;
  static final int TURN_RIGHT = 1;
  static final int FORWARD = 2;
  static final int PICK_UP = 3;
  static final int DROP = 4;
  static final int TOGGLE = 5;

  /** Does nothing in any of the tasks. */
  static final int DONE = 6;

  static final ImmutableIntArray ALL =
      ImmutableIntArray.of(TURN_LEFT, TURN_RIGHT, FORWARD, PICK_UP, DROP, TOGGLE, DONE);

  /** Those that walk. */
  static final ImmutableIntArray WALKING = ImmutableIntArray.of(TURN_LEFT, TURN_RIGHT, FORWARD);

  /** Those that walk, fetch a key and open a door with it. */
  static final ImmutableIntArray UNLOCKING =
      ImmutableIntArray.of(TURN_LEFT, TURN_RIGHT, FORWARD, PICK_UP, TOGGLE);

  private static final ImmutableList<String> WORDS =
      ImmutableList.of("turn left", "turn right", "forward", "pick up", "drop", "toggle", "done");

  private Action() {}

  static String word(int action) {
    return WORDS.get(action);
  }
}
