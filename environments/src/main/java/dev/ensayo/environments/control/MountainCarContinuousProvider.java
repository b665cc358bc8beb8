package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link MountainCarContinuous}. */
public final class MountainCarContinuousProvider
    implements EnvironmentProvider<MountainCarContinuousConfig> {
  @Override
  public String name() {
    return MountainCarContinuous.NAME;
  }

  @Override
  public String summary() {
    return "Swing a weak car out of a valley with as little effort as one can.";
  }

  @Override
  public Class<MountainCarContinuousConfig> configType() {
    return MountainCarContinuousConfig.class;
  }

  @Override
  public DecisionProcess open(MountainCarContinuousConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            MountainCarContinuous.spec(config),
            seeds -> new MountainCarContinuous(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
