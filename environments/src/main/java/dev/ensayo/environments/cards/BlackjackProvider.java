package dev.ensayo.environments.cards;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link Blackjack}. */
public final class BlackjackProvider implements EnvironmentProvider<BlackjackConfig> {
  @Override
  public String name() {
    return Blackjack.NAME;
  }

  @Override
  public String summary() {
    return "Come nearer to 21 than the dealer, and not over it.";
  }

  @Override
  public Class<BlackjackConfig> configType() {
    return BlackjackConfig.class;
  }

  @Override
  public DecisionProcess open(BlackjackConfig config) {
    return DecisionProcess.of(
        Blackjack.specification(), seeds -> new Blackjack(config, seeds.stream("dynamics")));
  }
}
