package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link Umbrella}. */
public final class UmbrellaProvider implements EnvironmentProvider<UmbrellaConfig> {
  @Override
  public String name() {
    return Umbrella.NAME;
  }

  @Override
  public String summary() {
    return "Take an umbrella in the first step if it rains in the last.";
  }

  @Override
  public Class<UmbrellaConfig> configType() {
    return UmbrellaConfig.class;
  }

  @Override
  public DecisionProcess open(UmbrellaConfig config) {
    return DecisionProcess.of(
        Umbrella.spec(config), seeds -> new Umbrella(config, seeds.stream("dynamics")));
  }
}
