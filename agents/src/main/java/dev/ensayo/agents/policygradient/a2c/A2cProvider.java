package dev.ensayo.agents.policygradient.a2c;

import dev.ensayo.agents.policygradient.acting.ActorCriticAlgorithm;
import dev.ensayo.agents.policygradient.acting.RolloutAgentProvider;
import dev.ensayo.core.environment.ObservationSpec;

/** {@code a2c}. */
public final class A2cProvider implements RolloutAgentProvider<A2cConfig> {
  @Override
  public String name() {
    return "a2c";
  }

  @Override
  public String summary() {
    return "Advantage actor-critic: one gradient step on the last few steps of all copies.";
  }

  @Override
  public Class<A2cConfig> configType() {
    return A2cConfig.class;
  }

  @Override
  public ActorCriticAlgorithm algorithm(A2cConfig config) {
    return config.algorithm();
  }

  @Override
  public A2cConfig fittedTo(A2cConfig config, ObservationSpec observation) {
    return config.fittedTo(observation);
  }
}
