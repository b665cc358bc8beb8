package dev.ensayo.agents.policygradient.acting;

import com.google.common.collect.Sets;
import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes agents that learn from rollouts. */
public interface RolloutAgentProvider<C extends Record> extends ActorCriticProvider<C> {
  /** The settings as an algorithm. */
  ActorCriticAlgorithm algorithm(C config);

  /** The settings with the network for such observations filled in. */
  C fittedTo(C config, ObservationSpec observation);

  @Override
  default ActorCriticSpec network(C config) {
    return algorithm(config).network();
  }

  @Override
  default Support supportsProcess(DecisionProcessSpec process, C config) {
    Optional<Memory> memory = algorithm(config).memory();
    if (memory.isEmpty()) {
      return ActorCriticProvider.super.supportsProcess(process, config);
    }
    network(config).checkMemory();
    memory.get().check(process);
    return Support.yes();
  }

  @Override
  default int copies(C config) {
    return algorithm(config).copies();
  }

  @Override
  default C fitted(C config, EnvironmentSpec environment) {
    return fittedTo(config, ((DecisionProcessSpec) environment).observation());
  }

  @Override
  default void check(
      C config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    ActorCriticAlgorithm algorithm = algorithm(config);
    if (algorithm.memory().isPresent() && backend.engineInUse() != BackendConfig.Engine.COMPILED) {
      throw new InvalidSettingException(
          "memory", "needs backend.engine: compiled, for episodes begin inside of its windows");
    }
    long first = (long) algorithm.copies() * algorithm.steps();
    if (first > budget.amount()) {
      throw new InvalidSettingException(
          "steps",
          String.format(
              Locale.ROOT,
              "leaves nothing to learn: the first update comes after copies · steps = %,d"
                  + " environment steps, the budget ends after %,d; give fewer, or a larger budget",
              first,
              budget.amount()));
    }
  }

  @Override
  default VectorAgent create(C config, AgentContext context) {
    return algorithm(fittedTo(config, context.spec().observation())).start(context);
  }

  @Override
  default Optional<TrainedPolicy> loadPolicy(C config, SavedAgent saved) throws IOException {
    ActorCriticAlgorithm algorithm = algorithm(config);
    return Optional.of(
        algorithm.memory().isPresent()
            ? TrainedActorCritic.loadRecurrent(
                saved,
                algorithm.network().sharedTorso(),
                algorithm.evaluation(),
                algorithm.copies(),
                algorithm.largestBatch())
            : TrainedActorCritic.load(
                saved, true, algorithm.evaluation(), algorithm.copies(), algorithm.largestBatch()));
  }

  @Override
  default Set<String> agentMetrics() {
    return Sets.union(UpdateMetrics.OF_POLICIES, UpdateMetrics.OF_VALUES);
  }
}
