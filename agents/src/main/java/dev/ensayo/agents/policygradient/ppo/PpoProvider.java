package dev.ensayo.agents.policygradient.ppo;

import com.google.common.collect.Sets;
import dev.ensayo.agents.policygradient.acting.ActorCriticAlgorithm;
import dev.ensayo.agents.policygradient.acting.RolloutAgentProvider;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.Set;

/** {@code ppo}. */
public final class PpoProvider implements RolloutAgentProvider<PpoConfig> {
  @Override
  public String name() {
    return "ppo";
  }

  @Override
  public String summary() {
    return "Proximal policy optimization, with each of its implementation details as a setting.";
  }

  @Override
  public Class<PpoConfig> configType() {
    return PpoConfig.class;
  }

  @Override
  public ActorCriticAlgorithm algorithm(PpoConfig config) {
    return config.algorithm();
  }

  @Override
  public PpoConfig fittedTo(PpoConfig config, ObservationSpec observation) {
    return config.fittedTo(observation);
  }

  @Override
  public Set<String> agentMetrics() {
    return Sets.union(RolloutAgentProvider.super.agentMetrics(), UpdateMetrics.OF_RATIOS);
  }
}
