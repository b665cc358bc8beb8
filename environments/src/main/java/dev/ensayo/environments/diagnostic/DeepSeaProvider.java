package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link DeepSea}. */
public final class DeepSeaProvider implements EnvironmentProvider<DeepSeaConfig> {
  @Override
  public String name() {
    return DeepSea.NAME;
  }

  @Override
  public String summary() {
    return "Reach a treasure that one way in 2^N leads to.";
  }

  @Override
  public Class<DeepSeaConfig> configType() {
    return DeepSeaConfig.class;
  }

  @Override
  public DecisionProcess open(DeepSeaConfig config) {
    DeepSeaChart chart = new DeepSeaChart(config);
    return DecisionProcess.of(
        DeepSea.spec(config), seeds -> new DeepSea(config, chart, seeds.stream("dynamics")));
  }
}
