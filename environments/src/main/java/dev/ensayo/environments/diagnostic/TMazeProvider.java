package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link TMaze}. */
public final class TMazeProvider implements EnvironmentProvider<TMazeConfig> {
  private static final int TIMES_THE_SHORTEST_WAY = 10;

  @Override
  public String name() {
    return TMaze.NAME;
  }

  @Override
  public String summary() {
    return "Walk down a corridor and turn as a sign at its start said.";
  }

  @Override
  public Class<TMazeConfig> configType() {
    return TMazeConfig.class;
  }

  @Override
  public DecisionProcess open(TMazeConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            TMaze.spec(config), seeds -> new TMaze(config, seeds.stream("dynamics")));
    int shortest = config.corridor() + 1;
    return TimeLimit.of(process, config.stepLimit().orElse(TIMES_THE_SHORTEST_WAY * shortest));
  }
}
