package dev.ensayo.agents.random;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.ReinforcementAgentProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;
import java.util.Optional;
import java.util.Set;

/** {@code random}. */
public final class RandomAgentProvider implements ReinforcementAgentProvider<RandomAgentConfig> {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "Chooses its actions at random; the floor to rise above.";
  }

  @Override
  public Class<RandomAgentConfig> configType() {
    return RandomAgentConfig.class;
  }

  @Override
  public Set<ActionSpec.Kind> actionKinds() {
    return Set.of(ActionSpec.Kind.values());
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, RandomAgentConfig config) {
    return Support.yes();
  }

  @Override
  public Agent create(RandomAgentConfig config, AgentContext context) {
    return new RandomAgent(context.spec().action(), context.seeds());
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(RandomAgentConfig config, SavedAgent saved) {
    return Optional.of(
        RandomAgent.evaluationPolicy(saved.spec().action(), saved.seeds(), saved.steps()));
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of();
  }
}
