package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.environments.minigrid.MinigridConfig.ActionSet;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A task of MiniGrid: an agent turns and walks on a grid, and carries and toggles things.
 *
 * <p>Chevalier-Boisvert et al., "Minigrid &amp; Miniworld: Modular &amp; Customizable Reinforcement
 * Learning Environments for Goal-Oriented Tasks", 2023.
 */
final class Minigrid implements Environment {
  private final String name;
  private final Task task;
  private final ImmutableIntArray actions;
  private final Chance chance;
  private final World world;
  private final Placer placer;
  private final Observer observer;
  private final DecisionProcessSpec spec;
  private final StepResult result = new StepResult();
  private int steps;

  /**
   * @param name of the environment, marks its part of a checkpoint
   */
  Minigrid(String name, Task task, MinigridConfig config, Chance chance) {
    this.name = name;
    this.task = task;
    this.actions = actions(task, config);
    this.chance = chance;
    this.world = new World(task.width(), task.height());
    this.placer = new Placer(world, chance);
    this.observer = Observer.of(config, task);
    this.spec = spec(task, config);
  }

  static DecisionProcessSpec spec(Task task, MinigridConfig config) {
    return new DecisionProcessSpec(
        Observer.of(config, task).spec(),
        actions(task, config).length(),
        config.stepLimit().orElse(task.stepLimit()),
        OptionalDouble.empty(),
        false);
  }

  private static ImmutableIntArray actions(Task task, MinigridConfig config) {
    return config.actions() == ActionSet.FULL ? task.actions() : task.usefulActions();
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  /** The grid and the agent as they are. */
  World world() {
    return world;
  }

  @Override
  public float[] reset() {
    steps = 0;
    world.clear();
    task.build(placer);
    return observer.observe(world);
  }

  @Override
  public StepResult step(int action) {
    spec.checkAction(action);
    steps++;
    Outcome outcome = task.step(placer, actions.get(action));
    return result.set(
        observer.observe(world),
        outcome.reward(steps, spec.stepLimit()),
        outcome != Outcome.GOES_ON,
        steps >= spec.stepLimit());
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new MinigridDrawing(world, observer.scenery(), actions));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(name);
    out.writeInt(steps);
    world.saveState(out);
    task.saveState(out);
    chance.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section(name);
    steps = in.readInt();
    world.loadState(in);
    task.loadState(in);
    chance.loadState(in);
  }
}
