package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.ReinforcementAgentProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code q-learning}. */
public final class QLearningProvider
    implements ReinforcementAgentProvider<TemporalDifferenceConfig> {
  @Override
  public String name() {
    return "q-learning";
  }

  @Override
  public String summary() {
    return "Learns a table of action values off-policy, towards the best next action.";
  }

  @Override
  public Class<TemporalDifferenceConfig> configType() {
    return TemporalDifferenceConfig.class;
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, TemporalDifferenceConfig config) {
    return TabularSupport.forLearning(process);
  }

  @Override
  public Agent create(TemporalDifferenceConfig config, AgentContext context) {
    return new QLearningAgent(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(TemporalDifferenceConfig config, SavedAgent saved)
      throws IOException {
    return SavedTablePolicy.load(saved);
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of("train/epsilon", "train/td_error", "eval/value_error");
  }
}
