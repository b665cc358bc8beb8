package dev.ensayo.agents.dqn;

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

/** {@code dqn}. */
public final class DqnProvider implements ReinforcementAgentProvider<DqnConfig> {
  @Override
  public String name() {
    return "dqn";
  }

  @Override
  public String summary() {
    return "Deep Q-network with replay, target network, and Double DQN and n-step as settings.";
  }

  @Override
  public Class<DqnConfig> configType() {
    return DqnConfig.class;
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, DqnConfig config) {
    if (config.dueling() && process.actions() < 2) {
      return Support.no("dueling: with one action there is no advantage to learn");
    }
    long numbers = (long) config.replay().capacity() * process.observation().size();
    return numbers <= Integer.MAX_VALUE
        ? Support.yes()
        : Support.no(
            "replay.capacity "
                + config.replay().capacity()
                + " times "
                + process.observation().size()
                + " numbers per observation is more than one array holds; the largest capacity is "
                + Integer.MAX_VALUE / process.observation().size());
  }

  @Override
  public Agent create(DqnConfig config, AgentContext context) {
    return new DqnAgent(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(DqnConfig config, SavedAgent saved) throws IOException {
    return Optional.of(
        TrainedDqn.load(saved, Math.max(config.batchSize(), TrainedDqn.POLICY_BATCH)));
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of(
        "train/loss", "train/td_error", "train/q_mean", "train/grad_norm", "train/epsilon");
  }
}
