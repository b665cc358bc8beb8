package dev.ensayo.core.agent;

import com.google.common.collect.Sets;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Set;

/** Makes one type of {@link Agent}; everything around the agent is the same for all of them. */
public interface ReinforcementAgentProvider<C extends Record> extends PolicyProvider<C> {
  /** Whether it can act and learn in a process of these shapes, or why not. */
  Support supportsProcess(DecisionProcessSpec process, C config);

  Agent create(C config, AgentContext context);

  /** Names of the metrics that the agent itself records, beside those of every training. */
  Set<String> agentMetrics();

  @Override
  default Set<String> metrics() {
    return Sets.union(EnvironmentTraining.METRICS, agentMetrics()).immutableCopy();
  }

  @Override
  default Goal goal(C config, EnvironmentSource environment) {
    return Goal.RETURN;
  }

  @Override
  default Support supports(EnvironmentSpec environment, C config) {
    return environment instanceof DecisionProcessSpec process
        ? supportsProcess(process, config)
        : Support.no("it learns from a decision process, not from a " + environment.kind());
  }

  @Override
  default Set<Clock> budgetClocks() {
    return Set.of(Clock.ENVIRONMENT_STEP);
  }

  @Override
  default Training start(C config, TrainingContext context) {
    return new EnvironmentTraining(context, agentContext -> create(config, agentContext));
  }
}
