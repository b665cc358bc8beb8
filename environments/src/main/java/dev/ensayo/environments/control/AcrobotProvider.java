package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link Acrobot}. */
public final class AcrobotProvider implements EnvironmentProvider<AcrobotConfig> {
  @Override
  public String name() {
    return Acrobot.NAME;
  }

  @Override
  public String summary() {
    return "Swing the free end of two links above a line with a motor at their joint.";
  }

  @Override
  public Class<AcrobotConfig> configType() {
    return AcrobotConfig.class;
  }

  @Override
  public DecisionProcess open(AcrobotConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            Acrobot.spec(config), seeds -> new Acrobot(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
