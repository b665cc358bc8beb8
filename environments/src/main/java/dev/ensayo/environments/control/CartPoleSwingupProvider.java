package dev.ensayo.environments.control;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.wrappers.TimeLimit;

/** Makes {@link CartPoleSwingup}. */
public final class CartPoleSwingupProvider implements EnvironmentProvider<CartPoleSwingupConfig> {
  @Override
  public String name() {
    return CartPoleSwingup.NAME;
  }

  @Override
  public String summary() {
    return "Swing up the pole on a cart and keep it upright in the middle.";
  }

  @Override
  public Class<CartPoleSwingupConfig> configType() {
    return CartPoleSwingupConfig.class;
  }

  @Override
  public DecisionProcess open(CartPoleSwingupConfig config) {
    DecisionProcess process =
        DecisionProcess.of(
            CartPoleSwingup.spec(config),
            seeds -> new CartPoleSwingup(config, seeds.stream("dynamics")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
