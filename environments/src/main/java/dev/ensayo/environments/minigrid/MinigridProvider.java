package dev.ensayo.environments.minigrid;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.util.function.Supplier;

/** Makes one of the tasks. */
public abstract class MinigridProvider implements EnvironmentProvider<MinigridConfig> {
  private final String name;
  private final String summary;
  private final Supplier<Task> tasks;

  /**
   * @param tasks makes a task of its own for each copy
   */
  MinigridProvider(String name, String summary, Supplier<Task> tasks) {
    this.name = name;
    this.summary = summary;
    this.tasks = tasks;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Class<MinigridConfig> configType() {
    return MinigridConfig.class;
  }

  /** A task of its own. */
  final Task task() {
    return tasks.get();
  }

  /** A copy that draws from something. */
  final Minigrid create(MinigridConfig config, Chance chance) {
    return new Minigrid(name, task(), config, chance);
  }

  @Override
  public final DecisionProcess open(MinigridConfig config) {
    return DecisionProcess.of(
        Minigrid.spec(task(), config),
        seeds -> create(config, new StreamChance(seeds.stream("dynamics"))));
  }
}
