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

/** {@code policy-iteration}. */
public final class PolicyIterationProvider implements ReinforcementAgentProvider<PlanningConfig> {
  @Override
  public String name() {
    return "policy-iteration";
  }

  @Override
  public String summary() {
    return "Plans by policy iteration on the transition table, then acts greedily.";
  }

  @Override
  public Class<PlanningConfig> configType() {
    return PlanningConfig.class;
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, PlanningConfig config) {
    return TabularSupport.forPlanning(process);
  }

  @Override
  public Agent create(PlanningConfig config, AgentContext context) {
    return new PlanningAgent(new PolicyIteration(config), config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(PlanningConfig config, SavedAgent saved)
      throws IOException {
    return SavedTablePolicy.load(saved);
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of("plan/improvements", "plan/start_value", "plan/sweeps", "eval/value_error");
  }
}
