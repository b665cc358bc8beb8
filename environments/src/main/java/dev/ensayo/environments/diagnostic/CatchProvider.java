package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link Catch}. */
public final class CatchProvider implements EnvironmentProvider<CatchConfig> {
  @Override
  public String name() {
    return Catch.NAME;
  }

  @Override
  public String summary() {
    return "Be under a falling ball with a paddle.";
  }

  @Override
  public Class<CatchConfig> configType() {
    return CatchConfig.class;
  }

  @Override
  public DecisionProcess open(CatchConfig config) {
    return DecisionProcess.of(
        Catch.spec(config), seeds -> new Catch(config, seeds.stream("dynamics")));
  }
}
