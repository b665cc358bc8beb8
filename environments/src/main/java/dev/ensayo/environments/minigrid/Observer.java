package dev.ensayo.environments.minigrid;

import dev.ensayo.core.environment.ObservationSpec;

/**
 * Makes the observations.
 *
 * @param scenery what of the world is shown
 * @param coding how that becomes numbers
 */
record Observer(Scenery scenery, Coding coding) {
  static Observer of(MinigridConfig config, Task task) {
    boolean view = config.observation().isView();
    Scenery scenery =
        view
            ? new View(config.viewSize(), config.seeThroughWalls().orElse(task.isSeenThrough()))
            : new WholeGrid(task.width(), task.height());
    // The agent's cell has its heading for a state.
    int states = view ? Cell.STATES : Heading.COUNT;
    Coding coding =
        config.observation().isOneHot()
            ? new OneHot(scenery.height(), scenery.width(), states, config.direction())
            : new Numbers(scenery.height(), scenery.width(), config.direction());
    return new Observer(scenery, coding);
  }

  ObservationSpec spec() {
    return coding.spec();
  }

  /** What the agent is shown; shared. */
  float[] observe(World world) {
    return coding.encode(scenery.look(world), world.heading());
  }
}
