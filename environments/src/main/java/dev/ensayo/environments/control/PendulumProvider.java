package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link Pendulum}. */
public final class PendulumProvider implements EnvironmentProvider<PendulumConfig> {
  @Override
  public String name() {
    return Pendulum.NAME;
  }

  @Override
  public String summary() {
    return "Swing up a pendulum and keep it upright.";
  }

  @Override
  public Class<PendulumConfig> configType() {
    return PendulumConfig.class;
  }

  @Override
  public DecisionProcess open(PendulumConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            Pendulum.spec(config), seeds -> new Pendulum(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
