package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link CartPole}. */
public final class CartPoleProvider implements EnvironmentProvider<CartPoleConfig> {
  @Override
  public String name() {
    return CartPole.NAME;
  }

  @Override
  public String summary() {
    return "Keep a pole upright on a cart by pushing the cart to the left or to the right.";
  }

  @Override
  public Class<CartPoleConfig> configType() {
    return CartPoleConfig.class;
  }

  @Override
  public DecisionProcess open(CartPoleConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            CartPole.spec(config), seeds -> new CartPole(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
