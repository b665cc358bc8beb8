package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.training.BackendConfig;
import java.util.Optional;
import java.util.Set;

/** What RL4J's asynchronous learners have in common as agents. */
interface AsyncProvider<C extends Record> extends PolicyProvider<C> {
  /** Threads of its settings. */
  int threads(C config);

  @Override
  default Set<String> agentMetrics() {
    return Set.of("train/loss");
  }

  @Override
  default Optional<String> whyNotRepeatable(C config, BackendConfig backend) {
    return threads(config) > 1
        ? Optional.of(
            "the "
                + threads(config)
                + " threads of RL4J change the shared network in the order in which they happen to"
                + " get there")
        : Optional.empty();
  }
}
