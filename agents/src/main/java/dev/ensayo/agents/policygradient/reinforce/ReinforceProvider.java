package dev.ensayo.agents.policygradient.reinforce;

import com.google.common.collect.Sets;
import dev.ensayo.agents.policygradient.acting.ActorCriticProvider;
import dev.ensayo.agents.policygradient.acting.TrainedActorCritic;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.plugin.Support;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code reinforce}. */
public final class ReinforceProvider implements ActorCriticProvider<ReinforceConfig> {
  private static final int MOST_STEPS = 1 << 20;

  @Override
  public String name() {
    return "reinforce";
  }

  @Override
  public String summary() {
    return "Policy gradient from the returns of whole episodes, with and without a baseline.";
  }

  @Override
  public Class<ReinforceConfig> configType() {
    return ReinforceConfig.class;
  }

  @Override
  public ActorCriticSpec network(ReinforceConfig config) {
    return config.model();
  }

  @Override
  public int copies(ReinforceConfig config) {
    return config.copies();
  }

  @Override
  public Support supportsProcess(DecisionProcessSpec process, ReinforceConfig config) {
    int longest = config.longest(process);
    long steps = (long) config.episodes() * longest;
    if (steps > MOST_STEPS) {
      return Support.no(
          String.format(
              Locale.ROOT,
              "an update may have episodes · the limit of their length = %d · %,d = %,d steps, and"
                  + " at most %,d are taken at once: give fewer episodes, or a %s",
              config.episodes(),
              longest,
              steps,
              MOST_STEPS,
              process.stepLimit() > 0 ? "shorter limit" : "smaller longestEpisode"));
    }
    return ActorCriticProvider.super.supportsProcess(process, config);
  }

  @Override
  public ReinforceConfig fitted(ReinforceConfig config, EnvironmentSpec environment) {
    return config.fittedTo(((DecisionProcessSpec) environment).observation());
  }

  @Override
  public VectorAgent create(ReinforceConfig config, AgentContext context) {
    return ReinforceAgent.create(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(ReinforceConfig config, SavedAgent saved)
      throws IOException {
    return Optional.of(
        TrainedActorCritic.load(
            saved,
            config.hasValue(),
            config.evaluationPolicy(),
            config.copies(),
            ReinforceAgent.largestBatch(config, saved.spec())));
  }

  @Override
  public Set<String> agentMetrics() {
    return Sets.union(UpdateMetrics.OF_POLICIES, UpdateMetrics.OF_VALUES);
  }
}
