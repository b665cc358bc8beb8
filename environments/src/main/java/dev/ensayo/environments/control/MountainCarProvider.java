package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link MountainCar}. */
public final class MountainCarProvider implements EnvironmentProvider<MountainCarConfig> {
  @Override
  public String name() {
    return MountainCar.NAME;
  }

  @Override
  public String summary() {
    return "Swing a weak car out of a valley.";
  }

  @Override
  public Class<MountainCarConfig> configType() {
    return MountainCarConfig.class;
  }

  @Override
  public DecisionProcess open(MountainCarConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            MountainCar.spec(config), seeds -> new MountainCar(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
