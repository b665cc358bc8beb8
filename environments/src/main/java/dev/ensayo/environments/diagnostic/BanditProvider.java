package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link Bandit}. */
public final class BanditProvider implements EnvironmentProvider<BanditConfig> {
  @Override
  public String name() {
    return Bandit.NAME;
  }

  @Override
  public String summary() {
    return "Find the best of several arms, one pull an episode.";
  }

  @Override
  public Class<BanditConfig> configType() {
    return BanditConfig.class;
  }

  @Override
  public DecisionProcess open(BanditConfig config) {
    return DecisionProcess.of(
        Bandit.spec(config), seeds -> new Bandit(config, seeds.stream("dynamics")));
  }
}
