package dev.ensayo.environments.minigrid;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds the fewest steps that a task can be done in, by trying all that can be done. */
final class ShortestWay {
  private final Task task;
  private final World world;
  private final Placer placer;
  private final Set<String> known = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param task in which nothing is drawn after the start
   */
  ShortestWay(Task task) {
    this.task = task;
    this.world = new World(task.width(), task.height());
    this.placer = new Placer(world, new RecordedChance());
  }

  /** The fewest steps from a state of the world. */
  int steps(World start) {
    known.clear();
    open.clear();
    add(snapshot(start));
    for (int steps = 1; !open.isEmpty(); steps++) {
      for (int i = open.size(); i > 0; i--) {
        String from = open.remove();
        for (int action : task.usefulActions().asList()) {
          restore(from);
          Outcome outcome = task.step(placer, action);
          if (outcome == Outcome.SUCCEEDS) {
            return steps;
          }
          if (outcome == Outcome.GOES_ON) {
            add(snapshot(world));
          }
        }
      }
    }
    throw new AssertionError("the task cannot be done");
  }

  private void add(String state) {
    if (known.add(state)) {
      open.add(state);
    }
  }

  private String snapshot(World of) {
    char[] state = new char[task.width() * task.height() + 4];
    int next = 0;
    for (int y = 0; y < task.height(); y++) {
      for (int x = 0; x < task.width(); x++) {
        state[next++] = (char) of.get(x, y);
      }
    }
    state[next++] = (char) of.x();
    state[next++] = (char) of.y();
    state[next++] = (char) of.heading();
    state[next] = (char) of.carried();
    return new String(state);
  }

  private void restore(String state) {
    int next = 0;
    for (int y = 0; y < task.height(); y++) {
      for (int x = 0; x < task.width(); x++) {
        world.set(x, y, state.charAt(next++));
      }
    }
    world.moveAgent(state.charAt(next++), state.charAt(next++));
    world.turnAgent(state.charAt(next++));
    world.carry(state.charAt(next));
  }
}
