package dev.ensayo.agents.rl4j;

import com.google.common.collect.Sets;
import dev.ensayo.core.agent.EnvironmentTraining;
import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import java.util.Optional;
import java.util.Set;

/** What RL4J's asynchronous learners have in common as agents. */
interface AsyncProvider<C extends Record> extends PolicyProvider<C> {
  /** Threads of its settings. */
  int threads(C config);

  @Override
  default Support supports(EnvironmentSpec environment, C config) {
    return environment instanceof DecisionProcessSpec
        ? Support.yes()
        : Support.no("it learns from a decision process, not from a " + environment.kind());
  }

  @Override
  default Set<Clock> budgetClocks() {
    return Set.of(Clock.ENVIRONMENT_STEP);
  }

  @Override
  default Goal goal(C config, EnvironmentSource environment) {
    return Goal.RETURN;
  }

  @Override
  default Set<String> metrics() {
    return Sets.union(EnvironmentTraining.METRICS, Set.of("train/loss")).immutableCopy();
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
